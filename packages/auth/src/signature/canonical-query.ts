import { normalisePercentEncoding } from "./percent-encoding.ts";

/** Pairs sorted by decoded name, then by decoded value; always with `=`; a space is `%20`. */
export function canonicalQuery(query: string): string {
  const plain = plainQuery.test(query);
  const pairs: Pair[] = [];
  for (const text of query.split("&")) if (text !== "") pairs.push(readPair(text, plain));
  pairs.sort(comparePairs);
  let canonical = "";
  for (const { text } of pairs) canonical += canonical === "" ? text : `&${text}`;
  return canonical;
}

interface Pair {
  text: string;
  name: string;
  value: string;
}

const plainQuery = /^[A-Za-z0-9\-._~=&]*$/;

function readPair(pair: string, plain: boolean): Pair {
  const at = pair.indexOf("=");
  const name = at < 0 ? pair : pair.slice(0, at);
  const value = at < 0 ? "" : pair.slice(at + 1);
  // Stryker disable next-line ConditionalExpression,StringLiteral: a shortcut to the same text.
  if (plain && !value.includes("=")) return { text: at < 0 ? `${name}=` : pair, name, value };
  const [encodedName, encodedValue] = [encode(name), encode(value)];
  return { text: `${encodedName}=${encodedValue}`, name: decode(encodedName), value: decode(encodedValue) };
}

function encode(part: string): string {
  return normalisePercentEncoding(part.replaceAll("+", "%20"));
}

function decode(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

function comparePairs(a: Pair, b: Pair): number {
  return compare(a.name, b.name) || compare(a.value, b.value);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
