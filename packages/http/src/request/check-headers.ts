import type { PlainHeaders } from "./plain-request.ts";

/** Headers that belong to the connection, which only the transport sets. */
const connectionHeaders = new Set([
  "connection",
  "content-length",
  "host",
  "http2-settings",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Is the header one that only the transport sets, for this connection or for a proxy? @see https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1 */
export function belongsToConnection(name: string): boolean {
  return connectionHeaders.has(name) || name.startsWith("proxy-");
}

/** Can it be sent as the name of a header? */
export function isHeaderName(name: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name);
}

/** Headers with names in lower case, or why they cannot be sent. */
export type CheckedHeaders =
  | { readonly headers: PlainHeaders; readonly problem?: never }
  | { readonly headers?: never; readonly problem: string };

/**
 * Reads the headers that an authentication function returned, each value once, so that the checked values are those that are sent.
 * The problem quotes no value.
 */
export function checkHeaders(returned: unknown): CheckedHeaders {
  if (!isPlainObject(returned))
    return { problem: `must return headers, an object with names and strings; it returned ${describe(returned)}` };
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(returned)) {
    const problem = nameProblem(name) ?? valueProblem(name, value);
    if (problem) return { problem };
    headers[name.toLowerCase()] = value as string;
  }
  return { headers };
}

function nameProblem(name: string): string | undefined {
  if (!isHeaderName(name)) return "returned a header with a name that cannot be sent";
  return belongsToConnection(name.toLowerCase()) ? `returned the header ${name}, which belongs to the connection` : undefined;
}

function valueProblem(name: string, value: unknown): string | undefined {
  if (typeof value !== "string") return `must return headers with strings; ${name} is ${describe(value)}`;
  return isHeaderValue(value) ? undefined : `returned the header ${name} with a line break or another character that cannot be sent`;
}

/** Can it be sent as the value of a header? */
export function isHeaderValue(value: unknown): boolean {
  return typeof value === "string" && /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
}

/** An object of whichever realm, but none with a class of its own such as `Headers`, `Request` or `Map`. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function describe(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (Array.isArray(value)) return "an array";
  const kind = typeof value === "object" ? (value.constructor?.name ?? "object") : typeof value;
  return `${/^[aeio]/i.test(kind) ? "an" : "a"} ${kind}`;
}
