import { expect, test } from "vitest";
import { table } from "./table.ts";

test("The table shows medians with their range, and which target is missed", () => {
  const rows = [
    { name: "fetch", ours: false, samples: [100, 104, 120], ratios: [] },
    { name: "client", ours: true, samples: [80, 84, 90], ratios: [0.8, 0.81, 0.75] },
  ];
  const comparison = {
    section: "cpu",
    title: "CPU per call",
    node: "24.21.0",
    unit: "µs",
    reference: "fetch",
    noise: 0.034,
    rows,
  } as const;
  const verdict = { comparison: "CPU per call", row: "client", relativeTo: "fetch", atMost: 0.75, value: 0.8, met: false };
  expect(table(comparison, [verdict])).toMatchInlineSnapshot(`
    "Node 24.21.0, noise of this run ± 3.40 %

    | CPU per call | µs            | ÷ fetch          | target   |           |
    | ------------ | ------------- | ---------------- | -------- | --------- |
    | fetch        | 104 (100–120) | 1                |          |           |
    | client       | 84 (80–90)    | 0.80 (0.75–0.81) | ≤ 0.75 × | FAIL 0.80 |"
  `);
});
