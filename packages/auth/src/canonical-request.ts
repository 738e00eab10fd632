import { normalisePercentEncoding } from "./percent-encode.ts";

/** What a signature is made of, as it goes over the wire. */
export interface CanonicalInput {
  method: string;
  /** Path of the address, percent-encoded, without query. */
  path: string;
  /** Query of the address without the leading `?`; may be empty. */
  query: string;
  /** Exactly the headers to sign; names in any case. */
  headers: Readonly<Record<string, string>>;
  /** SHA-256 of the body, or the value of X-Sdk-Content-Sha256 where that header is sent. */
  bodyHash: string;
}

/**
 * The request in the one form that both sides hash.
 * Source: API Request Signing Guide, "Constructing a Canonical Request", https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-algorithm-002.html
 */
export function canonicalRequest({ method, path, query, headers, bodyHash }: CanonicalInput): {
  text: string;
  signedHeaders: string;
} {
  const names = sortedByLowerName(Object.keys(headers));
  let lines = "";
  let signedHeaders = "";
  for (const name of names) {
    const lower = name.toLowerCase();
    lines += `${lower}:${headers[name]?.trim()}\n`;
    signedHeaders += signedHeaders === "" ? lower : `;${lower}`;
  }
  const text = `${method.toUpperCase()}\n${canonicalPath(path)}\n${canonicalQuery(query)}\n${lines}\n${signedHeaders}\n${bodyHash}`;
  return { text, signedHeaders };
}

/**
 * The whole path decoded, split on `/`, each piece encoded, `/` at the end. An encoded slash therefore becomes a slash:
 * the only rule under which the official signers for Node, Python and Go all agree.
 */
export function canonicalPath(path: string): string {
  const encoded = plainPath.test(path) ? path : normalisePercentEncoding(path).replaceAll("%2F", "/");
  return encoded.endsWith("/") ? encoded : `${encoded}/`;
}

/** Pairs sorted by decoded name, then by decoded value; always with `=`; a space is `%20`. */
export function canonicalQuery(query: string): string {
  if (query === "") return "";
  const plain = plainQuery.test(query);
  const pairs: Pair[] = [];
  let sorted = true;
  for (const text of query.split("&")) {
    if (text === "") continue;
    const pair = readPair(text, plain);
    sorted &&= pairs.length === 0 || comparePairs(pairs[pairs.length - 1] as Pair, pair) <= 0;
    pairs.push(pair);
  }
  if (!sorted) pairs.sort(comparePairs);
  let canonical = "";
  for (const { text } of pairs) canonical += canonical === "" ? text : `&${text}`;
  return canonical;
}

interface Pair {
  text: string;
  name: string;
  value: string;
}

const plainPath = /^[A-Za-z0-9\-._~/]*$/;
const plainQuery = /^[A-Za-z0-9\-._~=&]*$/;

function readPair(pair: string, plain: boolean): Pair {
  const at = pair.indexOf("=");
  const name = at < 0 ? pair : pair.slice(0, at);
  const value = at < 0 ? "" : pair.slice(at + 1);
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

/** Sorting is worth skipping: signers hand their headers over in order. */
function sortedByLowerName(names: string[]): string[] {
  for (let index = 1; index < names.length; index++) {
    if ((names[index - 1] as string).toLowerCase() > (names[index] as string).toLowerCase()) {
      return names.sort((a, b) => compare(a.toLowerCase(), b.toLowerCase()));
    }
  }
  return names;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
