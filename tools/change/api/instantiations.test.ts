import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test } from "vitest";

const program = `import { createClient } from "@aom-workflow/client";
const aom = createClient({ region: "cn-north-4", projectId: "p", auth: "t" });
const result = await aom.safe.restart({ workflowId: "w", executionId: "e", nodeId: "n" });
export const said: string = result.ok ? "done" : result.error.message;
`;

test("a call costs the compiler fewer than 400 type instantiations, so that editors stay fast: 255 were measured, openapi-fetch alone takes thousands", () => {
  mkdirSync(".vitest", { recursive: true });
  const folder = mkdtempSync(join(process.cwd(), ".vitest", "consumer-"));
  try {
    writeFileSync(join(folder, "use.ts"), program);
    const tsc = createRequire(import.meta.url)
      .resolve("typescript-5/package.json")
      .replace("package.json", "bin/tsc");
    const options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2023", "--types", "node"];
    const { stdout } = spawnSync(process.execPath, [tsc, ...options, "--extendedDiagnostics", "use.ts"], { cwd: folder, encoding: "utf8" });
    expect(stdout).not.toContain("error TS");
    const [, count] = /Instantiations: +(\d+)/.exec(stdout) ?? [];
    expect(Number(count)).toBeGreaterThan(0);
    expect(Number(count)).toBeLessThan(400);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
