import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bumpsIn, changesetName, changesetText, isAbout, readChangesets, shortfalls } from "./changesets.ts";
import { type Json, parsed } from "./contract.ts";
import { deletedSince, fileAt, versionsSince } from "./released.ts";
import { type Bump, type Change, type Verdict, verdictOn, worse } from "./verdict.ts";

type Judged = Change & Verdict;

/** Compares contracts with those of a commit. @returns the text to print, and the problems that --check reports */
export async function compare(
  root: string,
  from: string,
  contracts: readonly string[],
  { write = false } = {},
): Promise<{ readonly text: string; readonly problems: readonly string[] }> {
  const changes = contracts.flatMap((contract): Change[] => {
    const before = fileAt(root, from, pathOf(contract));
    const after = readFileSync(join(root, pathOf(contract)), "utf8");
    return before === undefined || before === after ? [] : [{ contract, before, after }];
  });
  if (changes.length === 0) return { text: `The contracts have not changed since ${from}.`, problems: [] };
  const judged = await Promise.all(changes.map(async (change): Promise<Judged> => ({ ...change, ...(await verdictOn(change)) })));
  const packages: Record<string, Bump> = {};
  for (const verdict of judged) for (const [name, bump] of Object.entries(verdict.packages)) packages[name] = worse(packages[name], bump);
  const lines = [
    ...judged
      .flatMap(({ findings }) => findings)
      .flatMap(({ by, isBreaking, says, advice }) => [
        `${isBreaking ? "breaks" : "      "}  ${by.padEnd(5)}  ${says}`,
        ...(advice === undefined ? [] : [`               ${advice}`]),
      ]),
    "",
    ...Object.entries(packages).map(([name, bump]) => `${bump.padEnd(6)} ${name}`),
    ...(Object.values(packages).includes("minor") ? ["", "Before 1.0.0 a breaking change is a minor version."] : []),
    ...(write ? ["", ...(await Promise.all(judged.map((change) => writeChangeset(root, from, change)))).flat()] : []),
  ];
  return { text: lines.join("\n"), problems: judged.flatMap((change) => problemsOf(root, from, change)) };
}

async function writeChangeset(root: string, from: string, change: Judged): Promise<readonly string[]> {
  const { contract, before, after } = change;
  if (versionOf(before) === versionOf(after)) return [];
  const announced = announcedBefore(root, from, change);
  const { packages, findings } = announced === undefined ? change : await verdictOn({ contract, before: announced, after });
  const path = `.changeset/${changesetName(contract, versionOf(after))}`;
  const waiting = existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : undefined;
  const text = changesetText(
    packages,
    findings.map(({ says }) => says),
    waiting,
  );
  if (text === waiting) return [`${path} already says so.`];
  writeFileSync(join(root, path), text);
  const done = waiting === undefined ? `Wrote ${path}` : `Added to ${path}`;
  return [`${done}. Edit it: say what users have to do.`];
}

/** The contract at the newest other version that an unreleased changeset announces. */
function announcedBefore(root: string, from: string, { contract, after }: Judged): string | undefined {
  const waiting = readChangesets(join(root, ".changeset"), contract);
  return versionsSince(root, from, pathOf(contract)).find((text) => {
    const version = versionOf(text);
    return version !== versionOf(after) && waiting.has(changesetName(contract, version));
  });
}

/** What is wrong: a version that was not raised, a missing changeset of this or an earlier version, and bumps that are too small. */
function problemsOf(root: string, from: string, { contract, before, after, packages }: Judged): readonly string[] {
  const folder = join(root, ".changeset");
  const waiting = readChangesets(folder, contract);
  const isRaised = versionOf(before) !== versionOf(after);
  const expected = isRaised ? [changesetName(contract, versionOf(after))] : [];
  const lost = deletedSince(root, from, folder).filter((name) => isAbout(contract, name) && !expected.includes(name));
  return [
    ...(isRaised ? [] : [`${pathOf(contract)} changed, but info.version is still ${versionOf(after)}.`]),
    ...expected
      .filter((name) => !waiting.has(name))
      .map((name) => `.changeset/${name} is missing. Write it: pnpm spec:diff --write --from ${from}`),
    ...lost.filter((name) => !waiting.has(name)).map((name) => `.changeset/${name} was deleted before its release. Restore it from git.`),
    ...(waiting.size === 0 ? [] : shortfalls(packages, bumpsIn(waiting.values()), "the contract")),
  ];
}

function pathOf(contract: string): string {
  return `spec/${contract}.yaml`;
}

function versionOf(text: string): string {
  return String((parsed(text).info as Json).version);
}
