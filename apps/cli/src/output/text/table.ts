import stringWidth from "string-width";
import { oneLine } from "./printable.ts";

/** A column of a table. */
export interface Column<Row> extends Cells<Row> {
  /** Shorter forms, to be tried one after the other where there is too little room. */
  readonly shorter?: readonly Cells<Row>[];
  /** Is it never left out, but cut when all others are? What is `whole` is not even cut. */
  readonly isKept?: boolean | "whole";
}

interface Cells<Row> {
  readonly title: string;
  readonly cell: (row: Row) => string;
}

/** A column as it is shown. */
interface Shown<Row> extends Column<Row> {
  readonly cells: readonly string[];
  readonly width: number;
}

/**
 * A table without lines. Wide characters take two columns of the terminal.
 *
 * @param width of the terminal, into which it is fitted: shorter forms are taken, then columns are left out, the last one first, then the widest
 * cells are cut, but for those that are to stay whole. Without one nothing is.
 */
export function tableOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[], width: number | undefined): string {
  const most = width === undefined ? widest : Math.max(width, narrowest);
  const shown = columns.map((column) => measured(column, column, rows, most));
  const fitting = width === undefined ? shown : fitted(shown, rows, width);
  return [undefined, ...rows]
    .map((_, index) => fitting.map(({ cells, width: own }) => padded(width === undefined ? cells[index]! : cut(cells[index]!, own), own)))
    .map((line) => line.join(gap).trimEnd())
    .join("\n");
}

function measured<Row>(column: Column<Row>, { title, cell }: Cells<Row>, rows: readonly Row[], most: number): Shown<Row> {
  const cells = [title, ...rows.map((row) => oneLine(cell(row)))];
  return { ...column, cells, width: cells.reduce((so, each) => Math.max(so, Math.min(stringWidth(each), most)), 0) };
}

const gap = "  ";
/** Below this a column says nothing any more. */
const narrowest = 4;
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

/** Gives up one thing after the other until all fits. */
function fitted<Row>(columns: readonly Shown<Row>[], rows: readonly Row[], room: number): readonly Shown<Row>[] {
  let now = columns;
  const fits = () => now.reduce((sum, { width }) => sum + width, gap.length * (now.length - 1)) <= room;
  for (let step = 0; !fits() && columns.some(({ shorter = [] }) => step < shorter.length); step++)
    now = now.map((column) => measured(column, column.shorter?.[step] ?? column.shorter?.at(-1) ?? column, rows, room));
  for (let last = 0; !fits() && last >= 0; now = now.filter((_, index) => index !== last))
    last = now.findLastIndex(({ isKept }) => !isKept);
  for (let most = room; !fits() && most >= narrowest; most--)
    now = now.map((column) => (column.isKept === "whole" ? column : { ...column, width: Math.min(column.width, most) }));
  return now;
}
