import Table from "cli-table3";
import stringWidth from "string-width";

/**
 * A table without lines. Wide characters take two columns.
 *
 * @param columns of the terminal, into which it is fitted: the widest columns are cut. Without a terminal nothing is cut.
 */
export function tableOf(headings: readonly string[], rows: readonly (readonly string[])[], columns: number | undefined): string {
  const natural = headings.map((heading, index) =>
    Math.max(...[heading, ...rows.map((row) => row[index] ?? "")].map((cell) => stringWidth(cell))),
  );
  const widths = columns === undefined ? natural : fitted(natural, columns - gap * (headings.length - 1));
  const table = new Table({
    head: [...headings],
    colWidths: widths.map((width) => width + gap),
    chars: Object.fromEntries(borders.map((name) => [name, ""])),
    style: { "padding-left": 0, "padding-right": gap, head: [], border: [], compact: true },
  });
  table.push(...rows.map((row) => [...row]));
  return table.toString().replace(/ +$/gm, "");
}

const gap = 2;
/** Below this a column says nothing any more. */
const narrowest = 6;
const borders = [
  ...["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"],
  ...["left", "left-mid", "mid", "mid-mid", "right", "right-mid", "middle"],
];

/** Takes from the widest until all fit. */
function fitted(natural: readonly number[], room: number): readonly number[] {
  const widths = [...natural];
  for (let over = widths.reduce((sum, width) => sum + width, 0) - room; over > 0; over--) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= narrowest) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}
