import stringWidth from "string-width";

/**
 * Breaks lines between words, as far as there are any, so that a terminal need not break them within. Wide characters take two columns.
 *
 * @param whole what is not broken, though it may contain spaces
 */
export function wrap(text: string, columns: number, whole?: RegExp): string {
  const words = new RegExp(`( *)(${whole ? `${whole.source}|` : ""}[^ ]*)`, "g");
  return text
    .split("\n")
    .map((line) => wrapLine(line, columns, words))
    .join("\n");
}

function wrapLine(line: string, columns: number, words: RegExp): string {
  let wrapped = "";
  let column = 0;
  for (const [, gap = "", word = ""] of line.matchAll(words)) {
    // Most words are ASCII, whose width need not be looked up.
    const width = /^[\0-~]*$/.test(word) ? word.length : stringWidth(word);
    const breaks = column > 0 && width > 0 && column + gap.length + width > columns;
    wrapped += breaks ? `\n${word}` : `${gap}${word}`;
    column = breaks ? width : column + gap.length + width;
  }
  return wrapped;
}
