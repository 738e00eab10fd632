import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { readOptions } from "../../lab/options.ts";

/** A step of an update: its name, the command, and whether to print its output even if it succeeds. */
export type Step = readonly [name: string, command: string, isRead?: "read"];

const steps = (from: string): readonly Step[] => [
  ["lint the contracts", "node spec/lint/main.ts"],
  ["generate", "node packages/types/generate/main.ts"],
  ["build", "pnpm build"],
  ["update the output of commands in the README", "node apps/cli/e2e/write-readme.ts"],
  ["update the snapshot of the CLI's options", "pnpm --dir apps/cli exec vitest run test/surface.test.ts --update"],
  ["update the snapshot of what the client sends", "pnpm --dir apps/contract-tests exec vitest run src/contract/wire.test.ts --update"],
  ["update the API reports", "node tools/change/api/main.ts"],
  ["compare the contracts with the facts", "pnpm --dir spec exec vitest run facts"],
  ["compare with the release, and write the changeset", `pnpm spec:diff --write${from}`, "read"],
  ["test", "pnpm test"],
];

/** Runs each step that a change of a contract needs. Stops at the first that fails, and says what to do. @returns whether all succeeded */
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
Updates everything that follows from a change of a contract: generates, builds, writes snapshots, reports and the changeset, and tests.

  --from COMMIT  what to compare with; by default the last release, or before the first one the commit where the branch left main`;

if (import.meta.main) {
  const { from } = readOptions(usage, { from: { type: "string" } });
  const given = from === undefined ? "" : ` --from ${from}`;
  process.exitCode = update(steps(given), given, (text) => process.stdout.write(text)) ? 0 : 1;
}
