import { expect, test } from "vitest";
import { valueReader, wantsJson } from "./arguments.ts";

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

test("a value that looks like a flag is taken only when it is tied to its own", () => {
  const read = (value: string, ...argv: string[]) =>
    valueReader({ name: "node", description: "", placeholder: "id" }, argv)(value, undefined);
  expect(() => read("--dry-run", "--node", "--dry-run")).toThrow("--node needs a value");
  expect(() => read("-x", "--node", "-x")).toThrow("--node needs a value");
  expect(read("-x", "--node=-x")).toBe("-x");
  expect(read("-", "--node", "-")).toBe("-");
  expect(read("-5", "--node", "-5")).toBe("-5");
});
