import { quantile } from "./statistics.ts";

/**
 * How far apart two measurements of the same thing may lie: twice the distance from 1 within which three of four rounds of an A/A comparison stay.
 * A single disturbed round does not widen it.
 *
 * @param ratios Of each round, the reference's second measurement divided by its first.
 */
export function noiseOf(ratios: readonly number[]): number {
  if (ratios.length === 0) return 0;
  const distances = ratios.map((ratio) => Math.abs(ratio - 1));
  return 2 * quantile(distances, 0.75);
}
