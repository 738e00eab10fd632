import { describe, expect, it } from "vitest";
import { serverText } from "./server-text.ts";

describe("a text of a server cannot forge or reorder lines", () => {
  it.each([
    ["a line break", "no\nNothing was done", "no Nothing was done"],
    ["several kinds of them", "a\r\nb\u2028c\u2029d\u0085e\vf\fg", "a b c d e f g"],
    ["an escape sequence", "\x1b[2Jno\x9b2K", "[2Jno 2K"],
    ["marks that turn the direction", "ok\u202e\u2066\u2069\u200e\u200f\u061cno", "ok\\u202e\\u2066\\u2069\\u200e\\u200f\\u061cno"],
    ["characters that show nothing", "o\u200bk\u{e0041}\u00ad", "o\\u200bk\\u{e0041}\\u00ad"],
    ["blanks around it", " \n no \t", "no"],
    ["half a character", "a\ud800b", "a\ufffdb"],
    ["other languages", "工作流不存在 🚀 e\u0301", "工作流不存在 🚀 e\u0301"],
  ])("by %s", (_, text, clean) => {
    expect(serverText(text, 100)).toBe(clean);
  });

  it("and is at most as long as the bound, without cutting a character in two", () => {
    expect(serverText("🚀".repeat(10), 5)).toBe("🚀🚀🚀🚀…");
    expect(serverText("12345", 5)).toBe("12345");
    expect(serverText("x".repeat(1_000_000), 64)).toHaveLength(64);
  });
});
