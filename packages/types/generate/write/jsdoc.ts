/** A JSDoc comment of paragraphs; those that are empty are left out. Tags begin a line of their own. */
export function jsdoc(paragraphs: readonly (string | undefined)[], indent = ""): string[] {
  const text = paragraphs.filter((paragraph) => paragraph).join("\n\n");
  if (text === "") return [];
  const lines = text.replaceAll("*/", "*\\/").split("\n");
  if (lines.length === 1) return [`${indent}/** ${lines[0]} */`];
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`];
}
