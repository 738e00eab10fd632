import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

/** A page as others link to it. */
export interface Link {
  readonly title: string;
  /** Address in the site. */
  readonly link: string;
}

/** A guide, and what a reader finds in it. */
export interface Guide extends Link {
  readonly description: string;
}

interface Reader {
  readonly who: string;
  readonly need: string;
  /** Names of files, in the order of reading. A guide that is not in the folder is left out. */
  readonly guides: readonly string[];
  readonly links: readonly Link[];
}

/** Who comes to the site, and where each should go. */
const readers: readonly Reader[] = [
  {
    who: "Operators",
    need: "Something stopped. Find it, decide, act once.",
    guides: ["five-minutes", "at-night", "many", "outcomes"],
    links: [{ title: "Command line", link: "/command-line" }],
  },
  {
    who: "Automation engineers",
    need: "Run it in pipelines, clusters and on several machines. Nothing is restarted twice.",
    guides: ["in-ci", "with-your-tools", "machines", "credentials"],
    links: [{ title: "Exit codes", link: "/command-line#exit-codes" }],
  },
  {
    who: "Agent builders",
    need: "Let an agent inspect, plan and apply. Applying a plan twice is safe.",
    guides: ["agents"],
    links: [
      { title: "The command line as JSON", link: "/command-line#capabilities" },
      { title: "This site for language models", link: "/llms.txt" },
    ],
  },
  {
    who: "SDK engineers",
    need: "The same from TypeScript, with types for every operation.",
    guides: ["testing", "runtimes"],
    links: [
      { title: "Operations", link: "/operations/" },
      { title: "API", link: "/api/" },
    ],
  },
];

const folder = fileURLToPath(new URL("../guides", import.meta.url));
const files = globSync("*.md", { cwd: folder }).sort();
const named = readers.flatMap((reader) => reader.guides.map((name) => `${name}.md`)).filter((file) => files.includes(file));

/** Every guide of the folder: first those for a kind of reader, in that order. */
export const guides: readonly Guide[] = [...new Set([...named, ...files])].map(guideOf);

/** What the home page shows each kind of reader. */
export const ways = readers.map(({ who, need, guides: names, links }) => ({
  who,
  need,
  links: [...guides.filter(({ link }) => names.some((name) => link === `/guides/${name}`)), ...links].map(({ title, link }) => ({
    title,
    link,
  })),
}));

function guideOf(file: string): Guide {
  const text = readFileSync(`${folder}/${file}`, "utf8");
  const [, title = file] = /^# (.*)$/m.exec(text) ?? [];
  const [, frontmatter = ""] = /^---\n(.*?)^---\n/ms.exec(text) ?? [];
  const description: unknown = parse(frontmatter)?.description;
  if (typeof description !== "string") throw new Error(`guides/${file} begins with no description.`);
  return { title, link: `/guides/${file.replace(/\.md$/, "")}`, description };
}
