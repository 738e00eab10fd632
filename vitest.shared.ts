import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Every package tests alike; the report is what the totals of a run are added up from. */
export default defineConfig({
  test: {
    globalSetup: ["build-before-tests", "own-temporary-folder"].map((name) =>
      fileURLToPath(new URL(`tools/lab/${name}.ts`, import.meta.url)),
    ),
    // Long enough for a busy machine: a limit is there to end what hangs, not to measure.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Files share what they import: loading it once for all is half of the work. So whatever a test replaces is restored after it.
    isolate: false,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    // Half of what they do is waiting.
    maxWorkers: 2,
    reporters: ["default", ["json", { outputFile: ".vitest/report.json" }]],
  },
});
