import { expect, test } from "vitest";
import { noiseOf, quantile, sideBySide } from "./side-by-side.ts";

test("Each round measures every subject once and the first twice, and starts with a different one", async () => {
  const order: string[] = [];
  const subject = (name: string) => ({ name, sample: async () => order.push(name) });
  await sideBySide("t", [subject("a"), subject("b")], { rounds: 3 });
  expect(order.join("")).toBe("aba" + "baa" + "aab");
});

test("Warm-up rounds do not count", async () => {
  let calls = 0;
  const { rows } = await sideBySide("t", [{ name: "a", sample: async () => ++calls }], { rounds: 1, warmUpRounds: 2 });
  expect(rows).toEqual({ a: [5], "a, again": [6] });
});

test("Slower and faster rounds are both noise, and one disturbed round does not hide a regression", () => {
  expect(noiseOf([1, 1, 1])).toBe(0);
  expect(noiseOf([0.95, 0.95, 0.95, 1.01])).toBeCloseTo(0.1);
  expect(noiseOf([1.01, 0.99, 1.01, 0.99, 3])).toBeCloseTo(0.02);
});

test("A quantile between two samples is interpolated, in any order of samples", () => {
  expect([0, 0.5, 0.75, 1].map((share) => quantile([4, 1, 3, 2], share))).toEqual([1, 2.5, 3.25, 4]);
});
