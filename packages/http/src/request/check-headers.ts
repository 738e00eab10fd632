import type { PlainHeaders } from "./plain-request.ts";

/** Headers that belong to the connection, which nobody but the transport sets. */
const connectionHeaders = new Set(["connection", "content-length", "host", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade"]);

/** Says why what an authentication function returned cannot be sent as headers, without quoting a value. Nothing when it can. */
export function headersProblem(headers: unknown): string | undefined {
  if (!isPlainObject(headers)) return `must return headers, an object with names and strings; it returned ${describe(headers)}`;
  for (const name of Object.keys(headers)) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return "returned a header with a name that cannot be sent";
    if (connectionHeaders.has(name.toLowerCase())) return `returned the header ${name}, which belongs to the connection`;
    const value = headers[name];
    if (typeof value !== "string") return `must return headers with strings; ${name} is ${describe(value)}`;
    if (!isHeaderValue(value)) return `returned the header ${name} with a line break or another character that cannot be sent`;
  }
  return undefined;
}

/** Can it be sent as the value of a header? */
export function isHeaderValue(value: unknown): boolean {
  return typeof value === "string" && /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
}

/** The same headers with names in lower case. */
export function lowerCased(headers: PlainHeaders): PlainHeaders {
  const lower: Record<string, string> = {};
  for (const name of Object.keys(headers)) lower[name.toLowerCase()] = headers[name] as string;
  return lower;
}

/** An object of whichever realm, but none with a class of its own such as `Headers`, `Request` or `Map`. */
function isPlainObject(value: unknown): value is Record<string, unknown> {
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
