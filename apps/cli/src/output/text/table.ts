import Table from "cli-table3";
import stringWidth from "string-width";
import { oneLine } from "./printable.ts";

/** A column of a table. */
export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => string;
  /** Is it cut only when nothing else can be cut? */
  readonly isKept?: boolean;
}

/**
 * A table without lines. Wide characters take two columns of the terminal.
 *
 * @param width of the terminal, into which it is fitted by cutting the widest cells. Without one nothing is cut.
 */
export function tableOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[], width: number | undefined): string {
  const cells = rows.map((row) => columns.map(({ cell }) => oneLine(cell(row))));
  const natural = columns.map(({ title }, index) => Math.max(stringWidth(title), ...cells.map((row) => stringWidth(row[index] ?? ""))));
  const isKept = columns.map(({ isKept = false }) => isKept);
  const widths = width === undefined ? natural : fitted(natural, isKept, width - gap * (columns.length - 1));
  const table = new Table({
    head: columns.map(({ title }) => title),
    colWidths: widths.map((each) => each + gap),
    chars: Object.fromEntries(borders.map((name) => [name, ""])),
    style: { "padding-left": 0, "padding-right": gap, head: [], border: [], compact: true },
  });
  table.push(...cells);
  return table.toString().replace(/ +$/gm, "");
}

const gap = 2;
/** Below this a column says nothing any more. */
const narrowest = 6;
const borders = [
  ...["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"],
  ...["left", "left-mid", "mid", "mid-mid", "right", "right-mid", "middle"],
];

/** Takes from the widest until all fit, from those that are kept last. */
function fitted(natural: readonly number[], isKept: readonly boolean[], room: number): readonly number[] {
  const widths = [...natural];
  for (const takesKept of [false, true]) {
    const candidates = widths.flatMap((_, index) => (takesKept || !isKept[index] ? [index] : []));
    while (widths.reduce((sum, width) => sum + width, 0) > room) {
      const widest = candidates.reduce((best, index) => ((widths[index] ?? 0) > (widths[best] ?? 0) ? index : best), candidates[0] ?? 0);
      if ((widths[widest] ?? 0) <= narrowest) break;
      widths[widest] = (widths[widest] ?? 0) - 1;
    }
  }
  return widths;
}
