import { describe, expect, it } from "vitest";
import { parseRetryAfter } from "./retry-after.ts";

const now = Date.UTC(2026, 0, 2, 3, 4, 5);

describe("Retry-After", () => {
  it.each<[string | undefined, number | undefined]>([
    [undefined, undefined],
    ["", undefined],
    ["0", 0],
    ["5", 5],
    [" 5 ", 5],
    ["007", 7],
    ["Fri, 02 Jan 2026 03:04:15 GMT", 10],
    ["Friday, 02-Jan-26 03:04:15 GMT", 10],
    ["Fri Jan  2 03:04:15 2026", 10],
    ["Fri, 02 Jan 2026 03:03:00 GMT", 0],
    ["99999999999999999999", 2147483],
    ["-1", undefined],
    ["1.5", undefined],
    ["5s", undefined],
    ["soon", undefined],
    ["1e3", undefined],
    ["0x10", undefined],
    ["2026-01-02T03:04:15Z", undefined],
    ["Fri, 99 Jan 2026 03:04:15 GMT", undefined],
  ])("%j gives %s s: junk is ignored, so it can neither shorten nor lengthen a wait", (value, seconds) => {
    expect(parseRetryAfter(value, now)).toBe(seconds);
  });
});
