import { describe, expect, test } from "vitest";
import { findRegressions } from "./check.ts";

const baseline = { "CPU / client": { value: 0.7, noise: 0.05 } };
const measured = (value: number, noise: number) => ({ "CPU / client": { value, noise } });

describe("A row is worse than the baseline", () => {
  test.for([
    { title: "not if it is the same", value: 0.7, noise: 0.05, worse: false },
    { title: "not if it got better", value: 0.3, noise: 0, worse: false },
    { title: "not within the noise of the baseline", value: 0.745, noise: 0, worse: false },
    { title: "if it is beyond the noise of both", value: 0.76, noise: 0.01, worse: true },
    { title: "not within the noise of this time", value: 0.76, noise: 0.1, worse: false },
    { title: "if it is beyond the noise of this time", value: 0.8, noise: 0.1, worse: true },
  ])("$title", ({ value, noise, worse }) => {
    expect(findRegressions(baseline, measured(value, noise)).map(({ row }) => row)).toEqual(worse ? ["CPU / client"] : []);
  });

  test("if it is counted and grew by more than two percent", () => {
    const counted = { "Bundle / client": { value: 9.0, noise: 0 } };
    expect(findRegressions(counted, { "Bundle / client": { value: 9.17, noise: 0 } })).toEqual([]);
    expect(findRegressions(counted, { "Bundle / client": { value: 9.19, noise: 0 } })).toHaveLength(1);
  });
});

test("A row that the baseline does not know is named, so that it cannot be forgotten", () => {
  expect(findRegressions({}, measured(0.7, 0))).toEqual([{ row: "CPU / client", now: 0.7 }]);
});

test("A row that was not measured this time is not missed", () => {
  expect(findRegressions(baseline, {})).toEqual([]);
});
