import { arch, cpus, platform } from "node:os";
import type { Comparison } from "../measure/comparison.ts";
import { summarize } from "../measure/statistics.ts";
import type { Verdict } from "../targets.ts";

/** All numbers for a program: of each row every sample, and what they come down to. */
export function jsonReport(comparisons: readonly Comparison[], verdicts: readonly Verdict[]): string {
  const machine = { platform: platform(), arch: arch(), cores: cpus().length };
  const summarized = comparisons.map(({ rows, ...comparison }) => ({
    ...comparison,
    rows: rows.map((row) => ({
      ...row,
      summary: summarize(row.samples),
      ratio: row.ratios.length > 0 ? summarize(row.ratios) : undefined,
    })),
  }));
  return `${JSON.stringify({ machine, comparisons: summarized, targets: verdicts }, null, 2)}\n`;
}
