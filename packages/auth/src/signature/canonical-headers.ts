/** The signed headers in their one form. */
export interface CanonicalHeaders {
  /** A line `name:value` for each, sorted by name, each with a line end. */
  lines: string;
  /** Their names, joined by `;`. */
  names: string;
}

/** @param sorted headers in the order of their names, which are in lower case; what is undefined is not sent. */
export function canonicalHeaders(sorted: Readonly<Record<string, string | undefined>>): CanonicalHeaders {
  let lines = "";
  let names = "";
  for (const name in sorted) {
    const value = sorted[name];
    if (value === undefined) continue;
    lines += `${name}:${value.trim()}\n`;
    names += names === "" ? name : `;${name}`;
  }
  return { lines, names };
}

/** Headers in any order and case as {@link canonicalHeaders} takes them. */
export function sortHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const sorted: Record<string, string> = {};
  const names = Object.keys(headers).map((name) => ({ name, lower: name.toLowerCase() }));
  // Stryker disable next-line EqualityOperator: two names are never equal.
  for (const { name, lower } of names.sort((a, b) => (a.lower < b.lower ? -1 : 1))) sorted[lower] = headers[name] as string;
  return sorted;
}
