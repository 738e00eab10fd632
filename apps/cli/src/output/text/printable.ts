import { visibleJson, visibleText } from "@aom-workflow/client/internal";

/**
 * Makes visible what would steer a terminal or hide in it: texts may repeat what a server or another program said, which could forge lines or look like
 * another text.
 */
export function printable(text: string): string {
  return text.split("\n").map(visibleText).join("\n");
}

/** The same for what belongs into one line. */
export function oneLine(text: string): string {
  return visibleText(text.replace(/[\s\u0085]+/g, (gap) => (/[\n\r\u0085\u2028\u2029]/.test(gap) ? " " : gap)));
}

/** JSON in which everything is escaped that would steer a terminal or hide in it; it reads back as the same. */
export function escapedJson(value: unknown, indent?: number): string {
  return visibleJson(JSON.stringify(value, undefined, indent));
}

/** A word as bash, zsh, dash and fish read it back. In single quotes fish takes `\'` and `\\` for escapes, so both characters stand outside. */
export function shellQuoted(word: string): string {
  if (/^[\w./:@+-]+$/.test(word)) return word;
  const parts = word.match(/['\\]|[^'\\]+/g) ?? [""];
  return parts.map((part) => (/['\\]/.test(part) ? `\\${part}` : `'${part}'`)).join("");
}
