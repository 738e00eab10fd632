import type { Budget } from "../budgets.ts";
import { type Comparison, quantile, ratiosTo } from "./side-by-side.ts";

/** A budget and what was measured. */
export interface Verdict extends Budget {
  readonly row: string;
  readonly value: number;
  readonly within: boolean;
}

/**
 * Checks a table against its budgets. An excess within the noise of this run is accepted.
 *
 * @throws Error if a budget is for a row that is not measured, which would be a success by mistake
 */
export function judge({ title, rows, noise }: Comparison, budgets: Readonly<Record<string, Budget>>): readonly Verdict[] {
  const samplesOf = (name: string) => {
    const samples = rows[name];
    if (samples === undefined) throw new Error(`There is a budget for "${name}", but "${title}" does not measure it.`);
    return samples;
  };
  return Object.entries(budgets).map(([row, budget]) => {
    const samples = samplesOf(row);
    const numbers = budget.relativeTo === undefined ? samples : ratiosTo(samplesOf(budget.relativeTo), samples);
    const value = quantile(numbers, 0.5);
    return { row, ...budget, value, within: value <= budget.atMost * (1 + noise) };
  });
}

/** A table for a terminal: medians with their ranges, and the verdict on each budget. */
export function table({ title, rows, noise }: Comparison, verdicts: readonly Verdict[]): string {
  const widest = Math.max(...Object.keys(rows).map((name) => name.length));
  const lines = Object.entries(rows).map(([name, samples]) => {
    const [low, median, high] = [0, 0.5, 1].map((share) => shown(quantile(samples, share)));
    const range = low === high ? `${median}` : `${median} (${low}–${high})`;
    const verdict = verdicts.find(({ row }) => row === name);
    return `  ${name.padEnd(widest)}  ${range.padEnd(20)}${verdict ? `  ${text(verdict)}` : ""}`.trimEnd();
  });
  return [`${title}, noise ± ${shown(noise * 100)} %`, ...lines, ""].join("\n");
}

function text({ value, atMost, relativeTo, within }: Verdict): string {
  const what = relativeTo === undefined ? "" : ` of ${relativeTo}`;
  return `${within ? "ok  " : "OVER"} ${shown(value)}${what}, at most ${atMost}`;
}

/** Three digits are enough. */
function shown(value: number): string {
  return value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2);
}
