/** A word as bash, zsh, dash and fish read it back. In single quotes fish takes `\'` and `\\` for escapes, so both characters stand outside. */
export function shellQuoted(word: string): string {
  if (/^[\w./:@+-]+$/.test(word)) return word;
  const parts = word.match(/['\\]|[^'\\]+/g) ?? [""];
  return parts.map((part) => (/['\\]/.test(part) ? `\\${part}` : `'${part}'`)).join("");
}
