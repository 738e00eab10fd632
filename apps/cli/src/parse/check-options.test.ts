import { expect, test } from "vitest";
import { checkOptions } from "./check-options.ts";

const known = [{ name: "node", description: "", placeholder: "id" }];

test("a path whose ~ the shell has left as it is, behind an equals sign or in quotes, is not taken for a folder named ~", () => {
  const files = [{ name: "token-file", description: "", placeholder: "file", proposals: "file" as const }];
  const read = (value: string, isTied: boolean) => checkOptions([{ name: "token-file", written: "--token-file", value, isTied }], files);
  expect(() => read("~/a b", true)).toThrow("--token-file is ~/a b, whose ~ the shell has not expanded: write --token-file ~/'a b'.");
  expect(() => read("~me/token", true)).toThrow("write --token-file ~me/token.");
  expect(() => read("~", false)).toThrow("write --token-file ~.");
  for (const value of ["./~/token", "a~", "/home/~/x", "-"]) expect(read(value, true)).toEqual({ "token-file": value });
  expect(checkOptions([{ name: "node", written: "--node", value: "~/x", isTied: true }], known).node).toBe("~/x");
});

test("a value that looks like a flag is taken only when it is tied to its own", () => {
  const read = (value: string, isTied = false) => checkOptions([{ name: "node", written: "--node", value, isTied }], known).node;
  expect(() => read("--dry-run")).toThrow("--node needs a value");
  expect(() => read("-x")).toThrow("--node needs a value");
  expect(read("-x", true)).toBe("-x");
  expect(read("-")).toBe("-");
  expect(read("-5")).toBe("-5");
});
