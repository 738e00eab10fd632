import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const spec = fileURLToPath(new URL("../", import.meta.url));
const redocly = join(dirname(createRequire(import.meta.url).resolve("@redocly/cli/package.json")), "bin/cli.js");

/** The contract as it is committed. */
export const contract: string = readFileSync(join(spec, "aom.yaml"), "utf8");

export interface Finding {
  rule: string;
  message: string;
}

export interface LintResult {
  exitCode: number | null;
  /** What the linter found, where it could read the file at all. */
  findings: Finding[];
  /** What it says to a person besides the findings. */
  stderr: string;
}

/** The contract with one piece of text replaced; the piece has to be there. */
export function edited(from: string, to: string): string {
  if (!contract.includes(from)) throw new Error(`The contract no longer contains ${JSON.stringify(from)}; choose another edit.`);
  return contract.replace(from, () => to);
}

/** Lints a text under the committed rules, in a folder of its own and as the process that `pnpm spec:lint` starts. */
export async function lint(text: string): Promise<LintResult> {
  const folder = mkdtempSync(join(tmpdir(), "spec-lint-"));
  try {
    cpSync(join(spec, "redocly.yaml"), join(folder, "redocly.yaml"));
    cpSync(join(spec, "lint/own-rules.mjs"), join(folder, "lint/own-rules.mjs"));
    writeFileSync(join(folder, "aom.yaml"), text);
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(folder: string): Promise<LintResult> {
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [redocly, "lint", "aom", "--format=json"], { cwd: folder, env });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (chunk) => (stdout += chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk) => (stderr += chunk));
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ exitCode, findings: findingsOf(stdout), stderr }));
  });
}

function findingsOf(stdout: string): Finding[] {
  if (stdout.trim() === "") return [];
  const { problems } = JSON.parse(stdout) as { problems: { ruleId: string; message: string }[] };
  return problems.map(({ ruleId, message }) => ({ rule: ruleId, message }));
}
