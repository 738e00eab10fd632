import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Bump, worse } from "./verdict.ts";

/** The changesets in a folder, by file name. @param contract only those for versions of this contract */
export function readChangesets(folder: string, contract?: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith(".md") && (contract === undefined || isAbout(contract, name)));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

/** The file name of the changeset for a contract's version. */
export function changesetName(contract: string, version: string): string {
  return `${contract}-${version}.md`;
}

/** Whether a changeset is for a version of this contract. */
export function isAbout(contract: string, name: string): boolean {
  return name.startsWith(`${contract}-`) && /^\d+\.\d+\.\d+/.test(name.slice(contract.length + 1));
}

/** The bumps that changesets request, by package. Before 1.0.0 a major bump counts as minor. */
export function bumpsIn(texts: Iterable<string>): Readonly<Record<string, Bump>> {
  const bumps: Record<string, Bump> = {};
  for (const text of texts) {
    for (const [, name = "", bump = ""] of split(text).front.matchAll(/^["']?([^"':]+)["']?: *(major|minor|patch)$/gm)) {
      bumps[name] = worse(bumps[name], bump === "patch" ? "patch" : "minor");
    }
  }
  return bumps;
}

/** What is missing from the changesets, one sentence each. */
export function shortfalls(wanted: Readonly<Record<string, Bump>>, given: Readonly<Record<string, Bump>>, by: string): readonly string[] {
  return Object.entries(wanted).flatMap(([name, bump]) => {
    const asked = given[name] ?? "none";
    if (worse(asked, bump) === asked) return [];
    return [
      asked === "none"
        ? `${name} has no changeset; ${by} requires ${bump}.`
        : `${name} has a changeset of ${asked}; ${by} requires ${bump}.`,
    ];
  });
}

/** The text of a changeset. Existing content stays: the greater bump of each package counts, and sentences are added. */
export function changesetText(packages: Readonly<Record<string, Bump>>, says: readonly string[], waiting?: string): string {
  const bumps = { ...bumpsIn(waiting === undefined ? [] : [waiting]) };
  for (const [name, bump] of Object.entries(packages)) bumps[name] = worse(bumps[name], bump);
  const front = Object.entries(bumps).map(([name, bump]) => `${JSON.stringify(name)}: ${bump}`);
  const body = waiting === undefined ? "The contract changed:\n" : split(waiting).body.trim();
  const sentences = says.length === 0 ? ["Only the wording of the contract changed"] : [...new Set(says)].map(capitalised);
  const added = sentences.map((it) => `- ${it}.`).filter((it) => !body.split("\n").includes(it));
  return `---\n${front.join("\n")}\n---\n\n${[body, ...added].join("\n")}\n`;
}

function split(text: string): { readonly front: string; readonly body: string } {
  const [, front = "", body = ""] = /^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? [];
  return { front, body };
}

/** Except if it begins with the name of a method. */
function capitalised(sentence: string): string {
  return /^\w+(, \w+)*:/.test(sentence) ? sentence : `${sentence[0]?.toUpperCase()}${sentence.slice(1)}`;
}
