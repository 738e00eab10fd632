import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Bump, worse } from "./verdict.ts";

/** The changesets of a folder by name. @param contract only those about versions of this contract */
export function readChangesets(folder: string, contract?: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith(".md") && (contract === undefined || isAbout(contract, name)));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

/** The changeset of a contract's version. */
export function changesetName(contract: string, version: string): string {
  return `${contract}-${version}.md`;
}

/** Is a changeset about a version of this contract? */
export function isAbout(contract: string, name: string): boolean {
  return name.startsWith(`${contract}-`) && /^\d+\.\d+\.\d+/.test(name.slice(contract.length + 1));
}

/** What changesets ask for, by package. A major bump counts as more than we ever ask for before 1.0.0. */
export function bumpsIn(texts: Iterable<string>): Readonly<Record<string, Bump>> {
  const bumps: Record<string, Bump> = {};
  for (const text of texts) {
    for (const [, name = "", bump = ""] of split(text).front.matchAll(/^["']?([^"':]+)["']?: *(major|minor|patch)$/gm)) {
      bumps[name] = worse(bumps[name], bump === "patch" ? "patch" : "minor");
    }
  }
  return bumps;
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

/** A changeset in words. What waits in it already stays: the greater bump of each package counts, and sentences are added. */
export function changesetText(packages: Readonly<Record<string, Bump>>, says: readonly string[], waiting?: string): string {
  const bumps = { ...bumpsIn(waiting === undefined ? [] : [waiting]) };
  for (const [name, bump] of Object.entries(packages)) bumps[name] = worse(bumps[name], bump);
  const front = Object.entries(bumps).map(([name, bump]) => `${JSON.stringify(name)}: ${bump}`);
  const body = waiting === undefined ? "The contract changed:\n" : split(waiting).body.trim();
  const sentences = says.length === 0 ? ["The contract says the same in other words"] : [...new Set(says)].map(capitalised);
  const added = sentences.map((it) => `- ${it}.`).filter((it) => !body.split("\n").includes(it));
  return `---\n${front.join("\n")}\n---\n\n${[body, ...added].join("\n")}\n`;
}

function split(text: string): { readonly front: string; readonly body: string } {
  const [, front = "", body = ""] = /^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? [];
  return { front, body };
}

/** But for what begins with the name of a method. */
function capitalised(sentence: string): string {
  return /^\w+(, \w+)*:/.test(sentence) ? sentence : `${sentence[0]?.toUpperCase()}${sentence.slice(1)}`;
}
