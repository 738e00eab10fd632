import { expect, test } from "vitest";
import type { Comparison } from "../measure/comparison.ts";
import { baselineRows } from "./baseline.ts";

const comparison: Comparison = {
  section: "cpu",
  title: "CPU",
  unit: "µs",
  reference: "fetch",
  noise: 0.03,
  rows: [
    { name: "fetch", ours: false, samples: [100, 110], ratios: [] },
    { name: "client", ours: true, samples: [70, 77], ratios: [0.7, 0.7] },
  ],
};

test("The baseline holds our rows as ratios, with the noise they were measured in", () => {
  expect(baselineRows([comparison])).toEqual({ "CPU / client": { value: 0.7, noise: 0.03 } });
});

test("What stands beside nothing is held as it is", () => {
  const { reference: _, ...sizes } = { ...comparison, section: "bundle" as const, title: "Bundle", noise: 0 };
  const rows = [{ name: "client", ours: true, samples: [9.1], ratios: [] }];
  expect(baselineRows([{ ...sizes, rows }])).toEqual({ "Bundle / client": { value: 9.1, noise: 0 } });
});

test("Seconds that depend on the machine are not held", () => {
  expect(baselineRows([{ ...comparison, section: "tooling" }])).toEqual({});
});
