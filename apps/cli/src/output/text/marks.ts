import type { Environment } from "../../surface/environment.ts";

/** Signs that stand for words. */
export interface Marks {
  readonly pass: string;
  readonly warn: string;
  readonly fail: string;
  readonly remedy: string;
  /** One after the other they look like something that turns. */
  readonly frames: readonly string[];
  readonly ellipsis: string;
}

const unicode: Marks = {
  pass: "✓",
  warn: "!",
  fail: "✗",
  remedy: "→",
  frames: ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"],
  ellipsis: "…",
};

const ascii: Marks = { pass: "ok  ", warn: "warn", fail: "fail", remedy: "->", frames: ["-", "\\", "|", "/"], ellipsis: "..." };

/** The marks that the locale has letters for. The first variable that is set decides (POSIX); the terminal of Windows has UTF-8 without one. */
export function marksFor({ LC_ALL, LC_CTYPE, LANG, WT_SESSION }: Environment): Marks {
  return /utf-?8/i.test(LC_ALL || LC_CTYPE || LANG || "") || WT_SESSION ? unicode : ascii;
}
