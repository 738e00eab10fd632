/** The known word that a misspelt one stands for, as the second half of a sentence; or a list if none is near. */
export function nearest(word: string, known: readonly string[]): string {
  const [best] = known.map((each) => ({ each, steps: distance(word.toLowerCase(), each.toLowerCase()) })).sort((a, b) => a.steps - b.steps);
  if (best !== undefined && best.steps <= Math.max(1, word.length * mostOfWord)) return `Did you mean ${best.each}?`;
  if (known.length === 0) return "There are none.";
  // There may be thousands of ids.
  return `Use one of: ${known.slice(0, 50).join(", ")}${known.length > 50 ? ", …" : "."}`;
}

/** If more than this part of a word differs, it is another word. */
const mostOfWord = 0.4;

/** The number of letters to add, remove or replace. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= to.length; column++) {
      const replaced = (row[column - 1] as number) + (letter === to[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[column] as number) + 1, (next[column - 1] as number) + 1));
    }
    row = next;
  }
  return row.at(-1) as number;
}
