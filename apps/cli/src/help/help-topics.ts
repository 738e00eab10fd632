import { wrap } from "../output/text/wrap.ts";
import { credentialSources, environment } from "../surface/environment.ts";
import { exitCodes } from "../surface/exit-codes.ts";
import { globalOptions, helpOption } from "../surface/global-options.ts";
import { settings } from "../surface/settings.ts";
import { helpWidth, type Item, itemOf, listed } from "./layout.ts";

interface Section {
  readonly title: string;
  readonly items: readonly Item[];
}

const topics: Readonly<Record<string, () => readonly Section[]>> = {
  settings: () => [
    { title: "Global options:", items: [...globalOptions, helpOption].map(itemOf) },
    {
      title: "Settings (first match wins: flag, --profile, variable, other profile):",
      items: Object.entries(settings).map(([name, { flag }]) => [name, `--${flag.name}, ${flag.variable}`]),
    },
    { title: "Other environment variables:", items: Object.entries(environment).filter(([, meaning]) => !meaning.startsWith("as --")) },
  ],
  credentials: () => [{ title: "Credentials (the first of these that exists is used):", items: Object.entries(credentialSources) }],
  "exit-codes": () => [
    {
      title: "Exit codes and their causes:",
      items: Object.entries(exitCodes).map(([code, { meaning, causes }]) => [
        code,
        [meaning, ...causes.map(({ what }) => `- ${what}`)].join("\n"),
      ]),
    },
  ],
};

/** What can be asked of `help` besides commands. */
export const topicNames = Object.keys(topics);

/** The text of a topic; nothing where there is no such topic. */
export function helpTopic(name: string | undefined, columns: number): string | undefined {
  const width = helpWidth(columns);
  const sections = name !== undefined && Object.hasOwn(topics, name) ? topics[name]?.() : undefined;
  return sections?.map(({ title, items }) => `${wrap(title, width)}\n${listed(items, width)}`).join("\n\n");
}
