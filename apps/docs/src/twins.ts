import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { SiteConfig } from "vitepress";
import { apiEntries } from "./api/entries.ts";
import { guides, type Link } from "./guides.ts";
import { operationPages } from "./operations/pages.ts";

/** Writes what programs read beside what people read: each page as Markdown, and `llms.txt`, which lists them. */
export function writeForMachines({ srcDir, outDir, pages, dynamicRoutes, site }: SiteConfig): void {
  for (const page of pages) {
    const generated = dynamicRoutes.routes.find(({ path }) => path === page)?.content;
    const twin = generated === undefined ? readable(join(srcDir, page)) : withoutComponents(generated);
    mkdirSync(dirname(join(outDir, page)), { recursive: true });
    writeFileSync(join(outDir, page), twin);
  }
  writeFileSync(join(outDir, "llms.txt"), overview(site.title, site.description, site.base));
}

/** A page without what only VitePress understands. */
function readable(file: string): string {
  const text = readFileSync(file, "utf8");
  const [, frontmatter = ""] = /^---\n(.*?)^---\n/ms.exec(text) ?? [];
  const body = text.slice(frontmatter === "" ? 0 : frontmatter.length + "---\n---\n".length);
  const [, title] = /^title: (.*)$/m.exec(frontmatter) ?? [];
  const included = body.replaceAll(/^<!--@include: (\S+?)#(\w+)-->$/gm, (_, path: string, region: string) =>
    regionOf(readFileSync(join(dirname(file), path), "utf8"), region),
  );
  return `${title === undefined ? "" : `# ${title}\n\n`}${withoutComponents(included).trimStart()}`;
}

function regionOf(text: string, name: string): string {
  const [, region] = new RegExp(`<!-- #region ${name} -->\\n(.*?)<!-- #endregion ${name} -->`, "s").exec(text) ?? [];
  if (region === undefined) throw new Error(`There is no region ${name}.`);
  return region.trim();
}

/** Their tags stand in a line of their own. */
function withoutComponents(text: string): string {
  return text.replaceAll(/^<[A-Z]\w*[^>]*\/>\n+/gm, "");
}

/** See https://llmstxt.org. */
function overview(title: string, description: string, base: string): string {
  const item = ({ title, link }: Link, about = "") => `- [${title}](${base}${link.slice(1)}.md)${about && `: ${about}`}`;
  const sections: Readonly<Record<string, readonly string[]>> = {
    Guides: guides.map((guide) => item(guide, guide.description)),
    "Command line": [item({ title: "Command line", link: "/command-line" }, "commands, options, exit codes, documents")],
    Operations: operationPages.map(({ name, docs }) => item({ title: name, link: `/operations/${name}` }, docs.summary)),
    API: apiEntries.map(({ name, file }) => item({ title: name, link: `/api/${file}` })),
  };
  return `# ${title}

> ${description}

None of the actions is idempotent, and the service has no idempotency key. Each result and each error has an outcome: applied, rejected, not-sent or unknown. After unknown, look at the execution; never send the action again blindly.

${Object.entries(sections)
  .map(([name, items]) => `## ${name}\n\n${items.join("\n")}\n`)
  .join("\n")}`;
}
