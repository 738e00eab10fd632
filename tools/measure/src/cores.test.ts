import { expect, test } from "vitest";
import { coresOf } from "./cores.ts";

test.for([
  ["0-1", [0, 1]],
  ["3", [3]],
  ["0-2,5,8-9", [0, 1, 2, 5, 8, 9]],
  ["", []],
] as const)("The list %s names the cores %j", ([list, cores]) => {
  expect(coresOf(list)).toEqual(cores);
});
