import type { BaselineRow } from "./baseline.ts";

/** A row that got worse, or that nobody has agreed to yet. */
export interface Regression {
  row: string;
  now: number;
  was?: number;
  /** What would have been accepted. */
  atMost?: number;
}

/** So much worse is never a regression: the last digit of a number, a comment that moved a bundle by some bytes. */
const tolerated = 0.02;

/**
 * Compares with the baseline. A row is worse if it exceeds the baseline by more than the larger of both runs' noise and two percent.
 *
 * @param baseline What was reached once.
 * @param now What was measured; rows that were not measured this time are not missed.
 */
export function findRegressions(baseline: Record<string, BaselineRow>, now: Record<string, BaselineRow>): Regression[] {
  return Object.entries(now).flatMap(([row, { value, noise }]) => {
    const was = baseline[row];
    if (!was) return [{ row, now: value }];
    const atMost = was.value * (1 + tolerated + Math.max(noise, was.noise));
    return value > atMost ? [{ row, now: value, was: was.value, atMost }] : [];
  });
}
