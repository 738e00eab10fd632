import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { readOptions } from "../../lab/options.ts";

/** A step of an update: its name, the command, and whether what it prints is worth reading when all is well. */
export type Step = readonly [name: string, command: string, isRead?: "read"];

const steps = (from: string): readonly Step[] => [
  ["lint the contracts", "node spec/lint/main.ts"],
  ["generate", "node packages/types/generate/main.ts"],
  ["build", "pnpm build"],
  ["write what the commands of the README print", "node apps/cli/e2e/write-readme.ts"],
  ["write what the command line offers into its snapshot", "pnpm --dir apps/cli exec vitest run test/surface.test.ts --update"],
  ["write what the client sends into its snapshot", "pnpm --dir apps/contract-tests exec vitest run src/contract/wire.test.ts --update"],
  ["write what the packages export into their reports", "node tools/change/api/main.ts"],
  ["hold the contracts to the facts", "pnpm --dir spec exec vitest run facts"],
  ["say what it means for users, and write the changeset", `pnpm spec:diff --write${from}`, "read"],
  ["test", "pnpm test"],
];

/** Does everything that a change of a contract needs, step by step; the first that fails says what to do and ends it. */
export function update(steps: readonly Step[], from: string, say: (text: string) => void): boolean {
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  return steps.every(([name, command, isRead]) => {
    const begun = performance.now();
    const { status, stdout, stderr } = spawnSync(command, { cwd: root, shell: true, encoding: "utf8" });
    const isDone = status === 0;
    say(`${isDone ? "✓" : "✗"} ${name} (${((performance.now() - begun) / 1000).toFixed(1)} s)\n`);
    if (!isDone || isRead) say(`${stdout.replace(/^/gm, "  ")}\n`);
    if (!isDone) say(`${stderr.replace(/^/gm, "  ")}\nFix it and run again: pnpm spec:update${from}\n`);
    return isDone;
  });
}

const usage = `pnpm spec:update [--from COMMIT]
Does all that follows from a change of a contract: generates, builds, writes snapshots, reports and the changeset, and tests.

  --from COMMIT  what to compare with; by default the last release, before the first one where the branch left main`;

if (import.meta.main) {
  const { from } = readOptions(usage, { from: { type: "string" } });
  const given = from === undefined ? "" : ` --from ${from}`;
  process.exitCode = update(steps(given), given, (text) => process.stdout.write(text)) ? 0 : 1;
}
