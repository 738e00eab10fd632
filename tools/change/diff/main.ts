import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import { changesetFolder, changesetText, readChangesets, shortfalls } from "./changesets.ts";
import { fileAt, lastRelease } from "./released.ts";
import { type Bump, verdictsOn, worse } from "./verdict.ts";

/**
 * Says what the changes of the contracts mean for users, and which version each package needs. `--from` names a commit to compare with,
 * by default that of the last release; `--write` writes the changeset; `--check` ends with 1 where changesets or `info.version` fall short.
 */
const { values } = parseArgs({ options: { from: { type: "string" }, write: { type: "boolean" }, check: { type: "boolean" } } });
const from = values.from ?? lastRelease();
if (from === undefined) {
  process.stdout.write("Nothing has been released yet, so there is nothing to compare with. Name a commit: pnpm spec:diff --from main\n");
} else {
  process.exitCode = await compareWith(from);
}

async function compareWith(from: string): Promise<number> {
  const changes = (["aom", "iam"] as const).flatMap((contract) => {
    const before = fileAt(from, `spec/${contract}.yaml`);
    const after = readFileSync(new URL(`../../../spec/${contract}.yaml`, import.meta.url), "utf8");
    return before === undefined || before === after ? [] : [{ contract, before, after }];
  });
  if (changes.length === 0) return say(`The contracts are those of ${from}.`);
  const verdicts = await verdictsOn(changes);
  const packages: Record<string, Bump> = {};
  for (const verdict of verdicts) for (const [name, bump] of Object.entries(verdict.packages)) packages[name] = worse(packages[name], bump);
  const findings = verdicts.flatMap((verdict) => verdict.findings);
  say(
    [
      ...findings.map(({ by, isBreaking, says }) => `${isBreaking ? "breaks" : "      "}  ${by.padEnd(5)}  ${says}`),
      "",
      ...Object.entries(packages).map(([name, bump]) => `${bump.padEnd(6)} ${name}`),
      ...(Object.values(packages).includes("minor") ? ["", "Before 1.0.0 a change that breaks is a minor one."] : []),
    ].join("\n"),
  );
  if (values.write)
    write(
      packages,
      findings.map(({ says }) => says),
    );
  return values.check ? check(changes, packages) : 0;
}

function write(packages: Readonly<Record<string, Bump>>, says: readonly string[]): void {
  writeFileSync(`${changesetFolder}contract.md`, changesetText(packages, [...new Set(says)]));
  say("\nWrote .changeset/contract.md: read it as a user would, and say in it what they have to do.");
}

function check(
  changes: readonly { readonly contract: string; readonly before: string; readonly after: string }[],
  packages: Readonly<Record<string, Bump>>,
): number {
  const versionOf = (text: string) => (parse(text) as { info: { version: string } }).info.version;
  const problems = [
    ...changes
      .filter(({ before, after }) => versionOf(before) === versionOf(after))
      .map(({ contract, after }) => `spec/${contract}.yaml changed, but info.version is still ${versionOf(after)}.`),
    ...shortfalls(packages, readChangesets(), "the contract"),
  ];
  if (problems.length > 0) say(`\n${problems.join("\n")}\nRun: pnpm spec:diff --write`);
  return problems.length === 0 ? 0 : 1;
}

function say(text: string): 0 {
  process.stdout.write(`${text}\n`);
  return 0;
}
