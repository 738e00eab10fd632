import type { Comparison, Row } from "../measure/comparison.ts";
import { summarize } from "../measure/statistics.ts";
import type { Verdict } from "../targets.ts";
import { shown, withRange } from "./number.ts";

/** A comparison as a Markdown table that can be read in a terminal as well. */
export function table(comparison: Comparison, verdicts: readonly Verdict[]): string {
  const { title, node, unit, reference, noise } = comparison;
  const header = [title, unit, ...(reference ? [`÷ ${reference}`] : []), "target", ""];
  const lines = comparison.rows.map((row) => cells(row, comparison, verdicts));
  const about = [node && `Node ${node}`, noise > 0 && `noise of this run ± ${shown(noise * 100)} %`].filter(Boolean);
  return [...(about.length > 0 ? [about.join(", "), ""] : []), ...aligned([header, ...lines])].join("\n");
}

function cells(row: Row, { reference }: Comparison, verdicts: readonly Verdict[]): string[] {
  const verdict = verdicts.find((it) => it.row === row.name);
  const ratio = row.ratios.length > 0 ? withRange(summarize(row.ratios)) : "1";
  return [
    row.name,
    withRange(summarize(row.samples)),
    ...(reference ? [ratio] : []),
    verdict ? targetText(verdict, reference) : "",
    verdict ? (verdict.met ? "pass" : `FAIL ${shown(verdict.value)}`) : "",
  ];
}

function targetText({ atMost, relativeTo }: Verdict, reference: string | undefined): string {
  if (relativeTo === undefined) return `≤ ${atMost}`;
  return relativeTo === reference ? `≤ ${atMost} ×` : `≤ ${atMost} × ${relativeTo}`;
}

function aligned([header, ...lines]: string[][]): string[] {
  const columns = header ?? [];
  const widths = columns.map((_, column) => Math.max(3, ...[columns, ...lines].map((line) => line[column]?.length ?? 0)));
  const draw = (line: string[]) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [draw(columns), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...lines.map(draw)];
}
