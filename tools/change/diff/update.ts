import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Does everything that a change of a contract needs, step by step; the first that fails says what to do and ends it. */
const steps: readonly (readonly [name: string, command: string])[] = [
  ["lint the contracts", "node spec/lint/main.ts"],
  ["generate", "node packages/types/generate/main.ts"],
  ["build", "pnpm build"],
  ["write what the commands of the README print", "node apps/cli/e2e/write-readme.ts"],
  ["write what the command line offers into its snapshot", "pnpm --dir apps/cli exec vitest run test/surface.test.ts --update"],
  ["write what the client sends into its snapshot", "pnpm --dir apps/contract-tests exec vitest run src/contract/wire.test.ts --update"],
  ["write what the packages export into their reports", "node tools/change/api/main.ts"],
  ["hold the contracts to the facts", "pnpm --dir spec exec vitest run facts"],
  ["say what it means for users, and write the changeset", `pnpm spec:diff --write ${process.argv.slice(2).join(" ")}`],
  ["test", "pnpm test"],
];

const root = fileURLToPath(new URL("../../../", import.meta.url));
for (const [name, command] of steps) {
  const { status, stdout, stderr } = spawnSync(command, { cwd: root, shell: true, encoding: "utf8" });
  process.stdout.write(`${status === 0 ? "✓" : "✗"} ${name}\n`);
  if (status === 0 && !name.startsWith("say")) continue;
  process.stdout.write(`${stdout.replace(/^/gm, "  ")}\n`);
  if (status === 0) continue;
  process.stdout.write(`${stderr.replace(/^/gm, "  ")}\nFix it and run again: pnpm spec:update\n`);
  process.exitCode = 1;
  break;
}
