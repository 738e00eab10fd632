/** A question for the known word that is closest to a misspelt one, or nothing where none is close. */
export function didYouMean(word: string, known: readonly string[]): string {
  const distances = known.map((each) => ({ each, distance: distance(word, each) }));
  const closest = distances.reduce((best, next) => (next.distance < best.distance ? next : best), { each: "", distance: Infinity });
  return closest.distance <= Math.max(1, word.length * mostOfWord) ? ` Did you mean ${closest.each}?` : "";
}

/** A word of which more is different was hardly meant. */
const mostOfWord = 0.3;

/** How many letters have to be added, removed, replaced or swapped with their neighbour (optimal string alignment). */
function distance(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const above = rows[i - 1] as number[];
      const replaced = (above[j - 1] as number) + (from[i - 1] === to[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const swapped = isSwap ? (rows[i - 2]?.[j - 2] as number) + 1 : Infinity;
      row.push(Math.min((above[j] as number) + 1, (row[j - 1] as number) + 1, replaced, swapped));
    }
    rows.push(row);
  }
  return rows[from.length]?.[to.length] as number;
}
