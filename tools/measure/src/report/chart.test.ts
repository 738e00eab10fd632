import { expect, test } from "vitest";
import type { Comparison } from "../measure/comparison.ts";
import { chart } from "./chart.ts";

const bundle: Comparison = {
  section: "bundle",
  title: "Bundle of a script with one call, minified, gzip",
  unit: "kB",
  noise: 0,
  rows: [
    { name: "client, token", ours: true, samples: [8], ratios: [] },
    { name: "official SDK, signed, for Node", ours: false, samples: [160], ratios: [] },
  ],
};

test("The chart shows what was measured, the longest bar at full length, and leaves out the rest", () => {
  const svg = chart([bundle]);
  expect(svg).toContain(">8 kB<");
  expect([...svg.matchAll(/<rect class="(\w+)" x="290" y="\d+" width="(\d+)"/g)].map(([, who, length]) => [who, length])).toEqual([
    ["ours", "17"],
    ["other", "330"],
  ]);
  expect(svg).not.toContain("Memory");
});

test("The chart can be read on a light page and on a dark one", () => {
  const svg = chart([bundle]);
  expect(svg).toContain("prefers-color-scheme: dark");
  expect(svg).toContain('class="ground"');
});
