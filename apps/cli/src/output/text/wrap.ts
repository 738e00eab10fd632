/** Breaks lines between words, as far as there are any, so that a terminal need not break them within. */
export function wrap(text: string, columns: number): string {
  const pattern = new RegExp(`(?=.{${columns + 1}})(.{1,${columns}}) +`, "gu");
  return text
    .split("\n")
    .map((line) => line.replace(pattern, "$1\n"))
    .join("\n");
}
