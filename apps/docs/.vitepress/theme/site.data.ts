import { readFileSync } from "node:fs";
import { apiEntries } from "../../src/api/entries.ts";
import { guides, type Link, ways } from "../../src/guides.ts";
import { operationPages } from "../../src/operations/pages.ts";

/** What components show of the whole site. */
export interface Site {
  readonly version: string;
  readonly ways: typeof ways;
  /** What an unknown address may have meant. */
  readonly pages: readonly Link[];
}

declare const data: Site;

export { data };

export default {
  load(): Site {
    const { version } = JSON.parse(readFileSync(new URL("../../../cli/package.json", import.meta.url), "utf8"));
    const pages = [
      ...guides.map(({ title, link }) => ({ title, link })),
      { title: "Command line", link: "/command-line" },
      ...operationPages.map(({ name }) => ({ title: name, link: `/operations/${name}` })),
      ...apiEntries.map(({ name, file }) => ({ title: name, link: `/api/${file}` })),
    ];
    return { version: version === "0.0.0" ? "unreleased" : version, ways, pages };
  },
};
