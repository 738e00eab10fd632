import { wrap } from "../output/text/wrap.ts";

/** A line of a list: what it is about, and the text to it. */
export type Item = readonly [term: string, text: string];

/** Columns that a text needs beside its term; where there are fewer, it goes below. */
const leastRoom = 30;

/** A list in two columns; texts are broken between words and stay in theirs. */
export function listed(items: readonly Item[], width: number, pad = termWidth(items)): string {
  const isNarrow = width - pad - 4 < leastRoom;
  const hanging = isNarrow ? 6 : pad + 4;
  const indentation = `\n${" ".repeat(hanging)}`;
  return items
    .map(([term, text]) => {
      const lines = wrap(text, width - hanging).replaceAll("\n", indentation);
      return isNarrow ? `  ${term.trimStart()}${indentation}${lines}` : `  ${term.padEnd(pad)}  ${lines}`;
    })
    .join("\n");
}

/** How wide the first column has to be. */
export function termWidth(items: readonly Item[]): number {
  return Math.max(0, ...items.map(([term]) => term.length));
}

/** The text two columns further to the right. */
export function indented(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}
