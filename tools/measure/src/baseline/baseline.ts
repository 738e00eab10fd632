import type { Comparison } from "../measure/comparison.ts";
import { quantile } from "../measure/statistics.ts";

/** What was reached once, in numbers that mean something on another machine: ratios, bytes and counts, no times. */
export interface Baseline {
  /** Major version of Node. */
  node: string;
  rows: Record<string, BaselineRow>;
}

export interface BaselineRow {
  value: number;
  /** Of the comparison that it was measured in, see `noiseOf`. */
  noise: number;
}

/** Times that depend on the machine and stand beside nothing that could take the machine out of them. */
const unfit = new Set(["tooling"]);

/** Our rows as a baseline holds them, under `comparison / row`. */
export function baselineRows(comparisons: readonly Comparison[]): Record<string, BaselineRow> {
  const rows = comparisons
    .filter(({ section }) => !unfit.has(section))
    .flatMap(({ title, noise, rows }) =>
      rows
        .filter(({ ours }) => ours)
        .map(({ name, samples, ratios }) => {
          const value = quantile(ratios.length > 0 ? ratios : samples, 0.5);
          return [`${title} / ${name}`, { value: rounded(value), noise: rounded(noise) }] as const;
        }),
    );
  return Object.fromEntries(rows);
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
