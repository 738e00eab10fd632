import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const bin = join(dirname(createRequire(import.meta.url).resolve("jest/package.json")), "bin", "jest.js");

/** What Jest says of some test files in CommonJS, each with one test. */
export async function jest(suites: readonly string[]): Promise<string> {
  mkdirSync(".vitest", { recursive: true });
  const folder = mkdtempSync(join(process.cwd(), ".vitest", "jest-"));
  try {
    for (const [index, suite] of suites.entries()) writeFileSync(join(folder, `${index}.test.js`), suite);
    writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "commonjs" }));
    const config = JSON.stringify({ rootDir: folder, transform: {}, testTimeout: 30_000 });
    const flags = ["--no-warnings", "--experimental-vm-modules", bin, "--config", config, "--runInBand", "--watchman=false"];
    const { stderr } = await promisify(execFile)(process.execPath, flags).catch((error) => error);
    return stderr;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
