import { describe, expect, it } from "vitest";
import { visibleJson, visibleText } from "./visible-text.ts";

describe("invisible characters of a text are shown as escapes", () => {
  it.each([
    ["a control character", "a\x1b[2Jb\x00\x7f\x9b", "a\\u001b[2Jb\\u0000\\u007f\\u009b"],
    ["a line break or a tab", "a\r\n\tb", "a\\r\\n\\tb"],
    [
      "marks that turn the direction",
      "a\u061c\u200e\u200f\u202a\u202e\u2066\u2069b",
      "a\\u061c\\u200e\\u200f\\u202a\\u202e\\u2066\\u2069b",
    ],
    ["blanks without a width", "a\u200b\u200c\u200d\u2060\ufeffb", "a\\u200b\\u200c\\u200d\\u2060\\ufeffb"],
    ["a soft hyphen", "ad\u00admin", "ad\\u00admin"],
    ["tags", "a\u{e0041}\u{e007f}", "a\\u{e0041}\\u{e007f}"],
    ["letters that fill a place", "a\u115f\u3164\uffa0\u034f", "a\\u115f\\u3164\\uffa0\\u034f"],
    ["selectors behind what has no variant", "a\ufe0f1\ufe0e\u{e0100}", "a\\ufe0f1\\ufe0e\\u{e0100}"],
    ["separators and notes", "a\u2028b\u2029c\ufff9", "a\\u2028b\\u2029c\\ufff9"],
    ["blanks that are not the space", "a\u00a0\u1680\u2002\u200a\u202f\u205fb", "a\\u00a0\\u1680\\u2002\\u200a\\u202f\\u205fb"],
    ["symbols without ink", "a\u2800\u{1d159}\u{16fe4}\u{13441}\u{13430}b", "a\\u2800\\u{1d159}\\u{16fe4}\\u{13441}\\u{13430}b"],
  ])("%s", (_, text, seen) => {
    expect(visibleText(text)).toBe(seen);
    expect(JSON.parse(visibleJson(JSON.stringify([text], undefined, 2)))).toEqual([text]);
    expect(visibleJson(JSON.stringify(text))).toMatch(/^[\x20-\x7e]+$/);
  });

  it.each(["工作流不存在 🚀 e\u0301 “—”", "⚠\ufe0f", "👩🏽‍🚀 👨‍👩‍👧 🏳\ufe0f‍🌈", "a b", "工作流　不存在", ""])(
    "but nothing of %j, which is seen",
    (text) => {
      expect(visibleText(text)).toBe(text);
    },
  );
});
