import stringWidth from "string-width";
import { wrap } from "../output/text/wrap.ts";
import { type OptionSpec, withValues } from "../surface/command.ts";

/** A line of a list: what it is about, and the text to it. */
export type Item = readonly [term: string, text: string];

/** Longer lines are hard to read. */
const widest = 100;

/** How wide a help text is on a terminal. */
export function helpWidth(columns: number): number {
  return Math.min(columns, widest);
}

/** The line of an option in a list. */
export function itemOf({ name, short, placeholder, values, description, variable }: OptionSpec): Item {
  const term = `${short ? `-${short}, ` : "    "}--${name}${placeholder ? ` <${placeholder}>` : values ? `[=${values.join("|")}]` : ""}`;
  const text = placeholder ? withValues(description, values) : description;
  return [term, variable ? `${text} [${variable}]` : text];
}

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
      return isNarrow ? `  ${term.trimStart()}${indentation}${lines}` : `  ${term}${" ".repeat(pad - stringWidth(term))}  ${lines}`;
    })
    .join("\n");
}

/** How wide the first column has to be. */
export function termWidth(items: readonly Item[]): number {
  return Math.max(0, ...items.map(([term]) => stringWidth(term)));
}

/** A line that is continued further to the right. @param mark what says so at the end of each line but the last */
export function hanging(line: string, width: number, mark = ""): string {
  return `  ${wrap(line, width - mark.length - 4).replaceAll("\n", `${mark}\n    `)}`;
}

/** What can be pasted into a shell, also where it takes several lines: PowerShell continues a line after a pipe only. */
export function exampleText(example: string, width: number): string {
  const glued = example.replaceAll(" | ", "\u00a0| ");
  return hanging(glued, width, " \\").replaceAll("| \\\n", "|\n").replaceAll("\u00a0", " ");
}

/** The text two columns further to the right. */
export function indented(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}
