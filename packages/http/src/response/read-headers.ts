import type { PlainHeaders } from "../request/plain-request.ts";
import type { Incomplete } from "./plain-response.ts";

/** The headers of a response, in whichever shape a caller's `fetch` or transport has them: names in small letters, repeated ones joined. */
export function readHeaders(headers: unknown): { headers: PlainHeaders; incomplete?: Incomplete } {
  try {
    const read: Record<string, string> = Object.create(null);
    for (const [name, value] of pairsOf(headers)) {
      if (value === undefined || value === null) continue;
      const key = String(name).toLowerCase();
      const text = Array.isArray(value) ? value.join(", ") : String(value);
      read[key] = key in read ? `${read[key]}, ${text}` : text;
    }
    return { headers: read };
  } catch (cause) {
    return { headers: {}, incomplete: { problem: "the headers could not be read", cause } };
  }
}

/** `Headers`, a map, pairs, or a plain object. */
function pairsOf(headers: unknown): Iterable<readonly [unknown, unknown]> {
  if (typeof headers !== "object" || headers === null) return [];
  if (!(Symbol.iterator in headers)) return Object.entries(headers);
  const pairs = [...(headers as Iterable<[unknown, unknown]>)];
  if (pairs.some((pair) => typeof pair === "string")) throw new TypeError("The headers are a list of texts, not of pairs.");
  return pairs;
}
