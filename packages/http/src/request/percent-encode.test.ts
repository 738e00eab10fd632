import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { percentEncode } from "./percent-encode.ts";

describe("percentEncode", () => {
  it.each([
    ["a/b", "a%2Fb"],
    ["%2e%2e", "%252e%252e"],
    ["中文", "%E4%B8%AD%E6%96%87"],
    ["😀", "%F0%9F%98%80"],
    ["a b?c#d", "a%20b%3Fc%23d"],
    ["!'()*~-._", "%21%27%28%29%2A~-._"],
    ["a+b&c=d", "a%2Bb%26c%3Dd"],
    ["{execution_id}$&", "%7Bexecution_id%7D%24%26"],
  ])("writes %s as %s", (text, encoded) => {
    expect(percentEncode(text)).toBe(encoded);
  });

  it("leaves only unreserved characters of any text, and can be decoded again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        fc.pre(text.isWellFormed());
        const encoded = percentEncode(text);
        expect(encoded).toMatch(/^([A-Za-z0-9\-._~]|%[0-9A-F]{2})*$/);
        expect(decodeURIComponent(encoded)).toBe(text);
      }),
    );
  });
});
