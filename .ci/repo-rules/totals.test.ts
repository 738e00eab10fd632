import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { totals } from "../totals.mjs";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "totals-"));
});
afterEach(() => rmSync(root, { recursive: true }));

test("the last line adds up every package and the specification", () => {
  addPackage("spec", { numPassedTests: 2, numFailedTests: 0, success: true });
  addPackage("packages/a", { numPassedTests: 30, numFailedTests: 0, success: true });
  addPackage("apps/b", { numPassedTests: 100, numFailedTests: 0, success: true });
  expect(totals(root)).toEqual({ success: true, lines: ["132 passed, 0 failed"] });
});

test("a failed test makes the run fail and is named", () => {
  const testResults = [{ assertionResults: [{ status: "failed", fullName: "skips twice" }] }];
  addPackage("packages/a", { numPassedTests: 3, numFailedTests: 1, success: false, testResults });
  expect(totals(root)).toEqual({ success: false, lines: ["packages/a: failed", "  skips twice", "3 passed, 1 failed"] });
});

test("tests that never ran are not a success", () => {
  addPackage("packages/a", { numPassedTests: 3, numFailedTests: 0, success: true });
  addPackage("packages/b", undefined);
  expect(totals(root)).toEqual({
    success: false,
    lines: ["packages/b: no test report, its tests have not run.", "3 passed, 1 failed"],
  });
});

test("a file that could not even be loaded is not a success", () => {
  addPackage("packages/a", { numPassedTests: 3, numFailedTests: 0, success: false });
  expect(totals(root)).toEqual({ success: false, lines: ["packages/a: the run failed outside of its tests.", "3 passed, 1 failed"] });
});

test.for([
  ["half written", '{"numPassedTests": 3', "the test report cannot be read."],
  ["of another make", '{"passed": 3}', "the test report has no totals."],
])("a report %s is not a success", ([, text, complaint]) => {
  addPackage("packages/a", text);
  expect(totals(root)).toEqual({ success: false, lines: [`packages/a: ${complaint}`, "0 passed, 1 failed"] });
});

test("a package without tests owes no report, but a run without any test is not a success", () => {
  addPackage("packages/a", undefined, {});
  expect(totals(root)).toEqual({ success: false, lines: ["0 passed, 0 failed"] });
});

function addPackage(folder: string, report: unknown, scripts: object = { test: "vitest run" }): void {
  mkdirSync(join(root, folder, ".vitest"), { recursive: true });
  writeFileSync(join(root, folder, "package.json"), JSON.stringify({ scripts }));
  const text = typeof report === "string" ? report : JSON.stringify(report);
  if (text !== undefined) writeFileSync(join(root, folder, ".vitest/report.json"), text);
}
