import type { Cell, Result } from "./cell.ts";

/** The cells whose title has a word, in any case; all of them without one. */
export function selected(cells: readonly Cell[], word: string | undefined): readonly Cell[] {
  const wanted = word?.toLowerCase();
  return wanted === undefined ? cells : cells.filter(({ title }) => title.toLowerCase().includes(wanted));
}

/** A result in one line; what is wrong follows in lines of its own. */
export function lineOf({ title, verdict, text }: Result): string {
  if (verdict === "red") return `red      ${title}\n${indented(text)}`;
  const [remark = ""] = text.split("\n");
  return `${verdict.padEnd(8)} ${title}${remark === "" ? "" : ` – ${remark}`}`;
}

/** How many of each; a rehearsal in which something is missing has not shown what it is there to show. */
export function summaryOf(results: readonly Result[]): { readonly line: string; readonly success: boolean } {
  const count = (verdict: Result["verdict"]) => results.filter((result) => result.verdict === verdict).length;
  const line = `${count("ok")} ok, ${count("red")} red, ${count("missing")} missing`;
  return { line, success: results.length > 0 && count("ok") === results.length };
}

const longest = 60;

function indented(text: string): string {
  const lines = text.trimEnd().split("\n");
  const shown = lines.length > longest ? [...lines.slice(0, longest / 2), "…", ...lines.slice(-longest / 2)] : lines;
  return shown.map((line) => `           ${line}`).join("\n");
}
