import { expect, test } from "vitest";
import { noiseOf } from "./noise.ts";

test("Two measurements that always agree have no noise", () => {
  expect(noiseOf([1, 1, 1])).toBe(0);
});

test("What is counted and not measured has no noise", () => {
  expect(noiseOf([])).toBe(0);
});

test("Being slower and being faster are noise alike", () => {
  expect(noiseOf([0.95, 0.95, 0.95, 1.01])).toBeCloseTo(0.1);
});

test("One disturbed round does not hide a regression", () => {
  expect(noiseOf([1.01, 0.99, 1.01, 0.99, 3])).toBeCloseTo(0.02);
});
