import { expect, test } from "vitest";
import { checkOptions } from "./check-options.ts";

const known = [{ name: "node", description: "", placeholder: "id" }];

test("a value that looks like a flag is taken only when it is tied to its own", () => {
  const read = (value: string, isTied = false) => checkOptions([{ name: "node", written: "--node", value, isTied }], known).node;
  expect(() => read("--dry-run")).toThrow("--node needs a value");
  expect(() => read("-x")).toThrow("--node needs a value");
  expect(read("-x", true)).toBe("-x");
  expect(read("-")).toBe("-");
  expect(read("-5")).toBe("-5");
});
