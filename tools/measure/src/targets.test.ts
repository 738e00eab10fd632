import { expect, test } from "vitest";
import type { Comparison } from "./measure/comparison.ts";
import { judge } from "./targets.ts";

const comparison: Comparison = {
  section: "cpu",
  title: "CPU",
  node: "24.21.0",
  unit: "µs",
  reference: "fetch",
  noise: 0,
  rows: [
    { name: "fetch", ours: false, samples: [100, 200, 100], ratios: [] },
    { name: "client", ours: true, samples: [70, 150, 80], ratios: [0.7, 0.75, 0.8] },
  ],
};

test.for([
  { title: "a ratio by the median of its rounds", target: { row: "client", relativeTo: "fetch", atMost: 0.75 }, value: 0.75, met: true },
  { title: "a ratio that is too large", target: { row: "client", relativeTo: "fetch", atMost: 0.74 }, value: 0.75, met: false },
  { title: "a number by its median", target: { row: "client", atMost: 79 }, value: 80, met: false },
])("A target judges $title", ({ target, value, met }) => {
  expect(judge(comparison, { CPU: [target] })).toEqual([{ ...target, comparison: "CPU", value, met }]);
});

test("Another Node has no targets", () => {
  expect(judge({ ...comparison, node: "20.20.2" }, { CPU: [{ row: "client", atMost: 1 }] })).toEqual([]);
});

test("A target for a row that nobody measures is a mistake, not a success", () => {
  expect(() => judge(comparison, { CPU: [{ row: "klient", atMost: 1 }] })).toThrow(/klient/);
});
