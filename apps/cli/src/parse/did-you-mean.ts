/** Words that people bring along from elsewhere. The first that fits what is known in their place is proposed. */
const otherWords: Readonly<Record<string, readonly string[]>> = {
  stopped: ["list", "ls"],
  show: ["status", "get"],
  "show --watch": ["watch"],
  restart: ["retry", "rerun"],
  continue: ["resume"],
  stop: ["abort", "cancel", "kill"],
  run: ["start", "execute"],
  list: ["ls", "get", "show"],
  "help settings": ["options", "environment"],
  "--execution": ["--id"],
};

/** A question for the known word that a misspelt or foreign one stands for, or nothing where none is close. The last word of several counts. */
export function didYouMean(word: string, known: readonly string[]): string {
  const isKnown = (phrase: string) => known.some((each) => phrase === each || phrase.startsWith(`${each} `));
  const other = Object.keys(otherWords).find((each) => otherWords[each]?.includes(word) && isKnown(each));
  const beginning = word.length < 4 ? undefined : known.find((each) => each.startsWith(word));
  const meant = other ?? beginning ?? closest(word, known);
  return meant === undefined ? "" : ` Did you mean ${meant}?`;
}

function closest(word: string, known: readonly string[]): string | undefined {
  const distances = known.map((each) => ({ each, distance: distance(word, each.slice(each.lastIndexOf(" ") + 1)) }));
  const best = distances.reduce((best, next) => (next.distance < best.distance ? next : best), { each: "", distance: Infinity });
  return best.distance <= Math.max(1, word.length * mostOfWord) ? best.each : undefined;
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
