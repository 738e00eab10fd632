import { expect, it } from "vitest";
import { idleTime } from "./idle-time.ts";

it.each([
  [undefined, 4_000],
  ["timeout=60", 4_000],
  ["timeout=5, max=100", 4_000],
  ["max=100, Timeout=3", 2_000],
  ["timeout=2", 1_000],
  ["timeout=1", 0],
  ["timeout=0", -1_000],
  ["x-timeout=1", 4_000],
  ["timeout=soon", 4_000],
])("Keep-Alive: %s", (value, expected) => {
  expect(idleTime(value === undefined ? {} : { "keep-alive": value })).toBe(expected);
});
