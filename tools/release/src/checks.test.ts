import { expect, test } from "vitest";
import { MissingError } from "../../lab/install.ts";
import { type Check, lineOf, runChecks, selected, summaryOf } from "./checks.ts";

const check = (title: string, run: Check["run"] = async () => undefined): Check => ({ title, run });
const missing = check("workerd: token", async () => {
  throw new MissingError("workerd cannot be installed");
});
const failing = check("node 20: token", async () => {
  throw new Error("applied was expected\nrejected came");
});

test("a check that could not run has not passed", async () => {
  const results = await runChecks([check("a"), missing], 2, () => {});
  expect(summaryOf(results)).toEqual({ line: "1 passed, 0 failed, 1 missing", success: false });
});

test("one failed check fails the rehearsal and says why", async () => {
  const lines: string[] = [];
  const results = await runChecks([failing, check("b", async () => "12 kB")], 1, (result) => lines.push(lineOf(result)));
  expect(summaryOf(results).success).toBe(false);
  expect(lines).toEqual(["failed   node 20: token\n           applied was expected\n           rejected came", "passed   b – 12 kB"]);
});

test("a rehearsal without checks does not succeed", () => {
  expect(summaryOf([]).success).toBe(false);
});

test("--only takes part of a title, in upper or lower case", () => {
  expect(selected([check("Chromium: token"), check("Deno: token")], "chromium").map(({ title }) => title)).toEqual(["Chromium: token"]);
  expect(selected([check("a"), check("b")], undefined)).toHaveLength(2);
});
