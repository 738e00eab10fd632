import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Bump, worse } from "./verdict.ts";

/** What the changesets of a folder ask for, by package. A major bump counts as more than we ever ask for before 1.0.0. */
export function bumpsIn(texts: readonly string[]): Readonly<Record<string, Bump>> {
  const bumps: Record<string, Bump> = {};
  for (const text of texts) {
    const [, front = ""] = /^---\n(.*?)\n---/s.exec(text) ?? [];
    for (const [, name = "", bump = ""] of front.matchAll(/^["']?([^"':]+)["']?: *(major|minor|patch)$/gm)) {
      bumps[name] = worse(bumps[name], bump === "patch" ? "patch" : "minor");
    }
  }
  return bumps;
}

/** Where changesets are. */
export const changesetFolder = fileURLToPath(new URL("../../../.changeset/", import.meta.url));

/** What the changesets of the repository ask for. */
export function readChangesets(): Readonly<Record<string, Bump>> {
  const names = readdirSync(changesetFolder).filter((name) => name.endsWith(".md"));
  return bumpsIn(names.map((name) => readFileSync(changesetFolder + name, "utf8")));
}

/** What is missing from the changesets, a sentence each. */
export function shortfalls(wanted: Readonly<Record<string, Bump>>, given: Readonly<Record<string, Bump>>, by: string): readonly string[] {
  return Object.entries(wanted).flatMap(([name, bump]) => {
    const asked = given[name] ?? "none";
    if (worse(asked, bump) === asked) return [];
    return [
      asked === "none"
        ? `${name} has no changeset; ${by} asks for ${bump}.`
        : `${name} has a changeset of ${asked}; ${by} asks for ${bump}.`,
    ];
  });
}

/** A changeset in words. */
export function changesetText(packages: Readonly<Record<string, Bump>>, says: readonly string[]): string {
  const front = Object.entries(packages).map(([name, bump]) => `${JSON.stringify(name)}: ${bump}`);
  const sentences =
    says.length === 0 ? ["The contract says the same in other words."] : says.map((it) => `${/^\w+:/.test(it) ? it : capitalised(it)}.`);
  return `---\n${front.join("\n")}\n---\n\nThe contract changed:\n\n${sentences.map((it) => `- ${it}`).join("\n")}\n`;
}

/** But for what begins with the name of a method. */
function capitalised(sentence: string): string {
  return `${sentence[0]?.toUpperCase()}${sentence.slice(1)}`;
}
