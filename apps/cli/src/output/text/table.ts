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
  const lines = [columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ cell }) => oneLine(cell(row))))];
  const most = width === undefined ? widest : Math.max(width, narrowest);
  const natural = columns.map((_, index) => lines.reduce((so, line) => Math.max(so, Math.min(stringWidth(line[index] ?? ""), most)), 0));
  const isKept = columns.map(({ isKept = false }) => isKept);
  const widths = width === undefined ? natural : fitted(natural, isKept, width - gap.length * (columns.length - 1));
  const shown = (cell: string, index: number) => padded(width === undefined ? cell : cut(cell, widths[index] ?? 0), widths[index] ?? 0);
  return lines.map((line) => line.map(shown).join(gap).trimEnd()).join("\n");
}

const gap = "  ";
/** Below this a column says nothing any more. */
const narrowest = 6;
/** A cell beyond this many columns stands out, rather than making every other line as long. */
const widest = 256;

function padded(cell: string, width: number): string {
  return cell + " ".repeat(Math.max(0, width - stringWidth(cell)));
}

/** As much of a cell as fits, with a mark where something is missing. */
function cut(cell: string, width: number): string {
  if (stringWidth(cell) <= width) return cell;
  let shown = "";
  let room = width - 1;
  for (const { segment } of new Intl.Segmenter().segment(cell)) {
    room -= stringWidth(segment);
    if (room < 0) break;
    shown += segment;
  }
  return `${shown}…`;
}

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
