/** Turns the direction of writing, or breaks a line where not every program sees a line break. */
const misleading = "\\u061c\\u200e\\u200f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069";

const steering = new RegExp(`[\\0-\\x1f\\x7f-\\x9f${misleading}]`, "g");
const unescapedByJson = new RegExp(`[\\x7f-\\x9f${misleading}]`, "g");

/** Takes out what would steer a terminal: texts may repeat what a server said, and escape sequences in it could hide or forge lines. */
export function printable(text: string): string {
  return text.replace(steering, (character) => (character === "\n" ? character : ""));
}

/** The same for what belongs into one line. */
export function oneLine(text: string): string {
  return printable(text.replace(/[\s\u0085]+/g, (gap) => (/[\n\r\u0085\u2028\u2029]/.test(gap) ? " " : gap)));
}

/** JSON in which everything is escaped that would steer a terminal; it reads back as the same. */
export function escapedJson(value: unknown, indent?: number): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(value, undefined, indent).replace(unescapedByJson, escaped);
}

/** A word as bash, zsh, dash and fish read it back. In single quotes fish takes `\'` and `\\` for escapes, so both characters stand outside. */
export function shellQuoted(word: string): string {
  if (/^[\w./:@+-]+$/.test(word)) return word;
  const parts = word.match(/['\\]|[^'\\]+/g) ?? [""];
  return parts.map((part) => (/['\\]/.test(part) ? `\\${part}` : `'${part}'`)).join("");
}
