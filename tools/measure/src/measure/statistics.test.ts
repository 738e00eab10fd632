import { describe, expect, test } from "vitest";
import { quantile, summarize } from "./statistics.ts";

describe("A summary of samples", () => {
  test.for([
    [[3], { median: 3, min: 3, max: 3 }],
    [[5, 1, 3], { median: 3, min: 1, max: 5 }],
    [[4, 1, 3, 2], { median: 2.5, min: 1, max: 4 }],
    [[10, 9, 100], { median: 10, min: 9, max: 100 }],
  ] as const)("of %j is %j", ([samples, summary]) => {
    expect(summarize(samples)).toEqual(summary);
  });

  test("does not exist without samples", () => {
    expect(() => summarize([])).toThrow(RangeError);
  });

  test("leaves the samples in their order, for they are divided round by round", () => {
    const samples = [3, 1, 2];
    summarize(samples);
    expect(samples).toEqual([3, 1, 2]);
  });
});

test.for([
  [0, 10],
  [0.25, 20],
  [0.75, 40],
  [0.8, 42],
  [1, 50],
] as const)("A share of %d of 10, 20 … 50 does not exceed %d", ([share, value]) => {
  expect(quantile([50, 40, 30, 20, 10], share)).toBeCloseTo(value);
});
