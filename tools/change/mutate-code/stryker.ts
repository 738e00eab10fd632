import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Report } from "./report.ts";
import type { Target } from "./targets.ts";

const tools = ["@stryker-mutator/core@10.1.1", "@stryker-mutator/vitest-runner@10.1.1"];

/** Works on a clone of what is committed, since the files are changed where they are, and leaves nothing behind. */
export async function withStryker(work: (mutate: (target: Target) => Report) => void): Promise<void> {
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  const home = mkdtempSync(join(tmpdir(), "mutated-code-"));
  try {
    const clone = join(home, "clone");
    execFileSync("git", ["clone", "--quiet", root, clone]);
    // Installed here alone: a hundred packages that nobody else needs.
    for (const command of [["--dir", "tools/change", "add", "--save-dev", ...tools], ["install"], ["build"]]) pnpm(command, clone);
    work((target) => mutate(target, clone));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function pnpm(command: readonly string[], clone: string): void {
  const { status, stdout, stderr } = spawnSync("npx", ["--yes", "pnpm@12", ...command], { cwd: clone, encoding: "utf8" });
  if (status !== 0) throw new Error(`pnpm ${command.join(" ")} failed:\n${stdout}${stderr}`);
}

function mutate({ folder, files }: Target, clone: string): Report {
  const cwd = join(clone, folder);
  const modules = join(clone, "tools/change/node_modules/@stryker-mutator");
  const report = join(cwd, "mutations.json");
  writeFileSync(
    join(cwd, "stryker.config.json"),
    JSON.stringify(settings(files, join(modules, "vitest-runner/dist/src/index.js"), report)),
  );
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(modules, "core/bin/stryker.js"), "run"], { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`StrykerJS ended with ${status} in ${folder}:\n${stdout}${stderr}`);
  return JSON.parse(readFileSync(report, "utf8")) as Report;
}

function settings(files: readonly string[], runner: string, report: string): object {
  return {
    testRunner: "vitest",
    plugins: [runner],
    mutate: [...files, "!src/**/*.test.ts", "!src/**/*.test-d.ts"],
    reporters: ["json"],
    jsonReporter: { fileName: report },
    coverageAnalysis: "perTest",
    // What runs once, when a module is loaded – tables, patterns, sentences – would need a process for each change.
    ignoreStatic: true,
    inPlace: true,
    // Where vitest does not look: the backup has copies of the tests.
    tempDirName: "node_modules/.stryker",
    concurrency: 2,
    vitest: { configFile: "vitest.config.ts", related: true },
  };
}
