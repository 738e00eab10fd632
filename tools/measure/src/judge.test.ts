import { expect, test } from "vitest";
import { judge, table } from "./judge.ts";

const comparison = { title: "CPU (µs)", noise: 0, rows: { fetch: [100, 200, 100], client: [70, 150, 80] } };

test.for([
  { title: "a ratio by the median of its rounds", budget: { relativeTo: "fetch", atMost: 0.75 }, value: 0.75, within: true },
  { title: "a ratio that is too large", budget: { relativeTo: "fetch", atMost: 0.74 }, value: 0.75, within: false },
  { title: "a ratio within the noise of this run", budget: { relativeTo: "fetch", atMost: 0.74 }, noise: 0.02, value: 0.75, within: true },
  { title: "a number by its median", budget: { atMost: 79 }, value: 80, within: false },
])("A budget judges $title", ({ budget, noise = 0, value, within }) => {
  expect(judge({ ...comparison, noise }, { client: budget })).toEqual([{ row: "client", ...budget, value, within }]);
});

test("A budget for a row that is not measured is an error, not a success", () => {
  expect(() => judge(comparison, { klient: { atMost: 1 } })).toThrow(/klient/);
  expect(() => judge(comparison, { client: { atMost: 1, relativeTo: "fetsh" } })).toThrow(/fetsh/);
});

test("The table shows medians with their ranges, and which budgets are exceeded", () => {
  const verdicts = judge(comparison, { client: { relativeTo: "fetch", atMost: 0.7 } });
  expect(table(comparison, verdicts)).toMatchInlineSnapshot(`
    "CPU (µs), noise ± 0.00 %
      fetch   100 (100–200)
      client  80.0 (70.0–150)       OVER 0.75 of fetch, at most 0.7
    "
  `);
});
