import { wrap } from "../output/wrap.ts";

/** A line of a list: what it is about, and the text to it. */
export type Item = readonly [term: string, text: string];

/** A list in two columns; texts are broken between words and stay in theirs. */
export function listed(items: readonly Item[], width: number, pad = termWidth(items)): string {
  const hanging = pad + 4;
  const room = Math.max(40, width - hanging);
  return items.map(([term, text]) => `  ${term.padEnd(pad)}  ${wrap(text, room).replaceAll("\n", `\n${" ".repeat(hanging)}`)}`).join("\n");
}

/** How wide the first column has to be. */
export function termWidth(items: readonly Item[]): number {
  return Math.max(0, ...items.map(([term]) => term.length));
}

/** The text two columns further to the right. */
export function indented(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}
