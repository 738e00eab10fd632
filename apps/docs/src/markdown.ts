/** Text that is not meant as HTML or as a template. */
export function text(words: string): string {
  return words.trim().replaceAll("<", "&lt;").replaceAll("{{", "&#123;&#123;");
}

/** The same in a cell of a table. */
export function cell(words: string): string {
  return text(words).replaceAll("|", "\\|").replaceAll(/\s+/g, " ");
}

/** Words as code in a cell of a table, where a bar would end it. */
export function codeCell(words: string): string {
  return `\`${words.replaceAll("|", "\\|")}\``;
}

/** A table; nothing where it has no rows. @param titles of its columns @param rows cells that are Markdown */
export function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  return [titles, titles.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
