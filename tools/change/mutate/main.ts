import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { targets } from "./stryker.config.ts";

/** Runs StrykerJS on the named targets, or on all. It changes the files in place and restores them. */
const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(targets);
const unknown = names.find((name) => !(name in targets));
if (unknown !== undefined) {
  process.stderr.write(`Unknown target ${unknown}. Targets: ${Object.keys(targets).join(", ")}.\n`);
  process.exit(2);
}

const [root, config] = [new URL("../../../", import.meta.url), fileURLToPath(new URL("stryker.config.ts", import.meta.url))];
const stryker = fileURLToPath(new URL("bin/stryker.js", import.meta.resolve("@stryker-mutator/core/package.json")));
for (const name of names) {
  const cwd = fileURLToPath(new URL(targets[name]?.folder ?? "", root));
  const { status } = spawnSync(process.execPath, [stryker, "run", config], {
    cwd,
    env: { ...process.env, MUTATE: name },
    stdio: "inherit",
  });
  if (status !== 0) process.exitCode = 1;
}
