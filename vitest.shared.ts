import { defineConfig } from "vitest/config";

/** Every package tests alike; the report is what the totals of a run are added up from. */
export default defineConfig({
  test: {
    reporters: ["default", ["json", { outputFile: ".vitest/report.json" }]],
    typecheck: { enabled: false },
  },
});
