import { expect, test } from "vitest";
import { wantsJson } from "./raw-arguments.ts";

test.for([
  [["restart", "--output", "json"], true],
  [["restart", "--output=json"], true],
  [["--json", "restrat"], true],
  [["restart", "--output", "text"], false],
  [["restart", "--output"], false],
  [["restart", "--node", "json"], false],
  [["restart", "--output=text"], false],
] as const)("%j wants JSON: %j", ([argv, json]) => {
  expect(wantsJson(argv)).toBe(json);
});
