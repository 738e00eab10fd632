import { InvalidInputError } from "../failure/errors.ts";
import { belongsToConnection, isHeaderName, isHeaderValue, isPlainObject } from "./check-headers.ts";
import type { PlainHeaders } from "./plain-request.ts";
import { isSecretHeader } from "./redact.ts";

/** Headers that credentials come with, besides those that are secret: what a signature covers, and the scope of a login. */
const credentialHeaders = new Set(["x-domain-id", "x-project-id", "x-sdk-content-sha256", "x-sdk-date"]);

/** Headers that describe the body or the accepted responses; the client sets both. */
const clientHeaders = new Set(["accept", "accept-encoding", "content-encoding", "content-type", "expect", "if-range", "range"]);

/** Headers by which some gateways take a request for another one than it was checked to be. */
const overridingHeaders = new Set(["x-http-method", "x-http-method-override", "x-method-override", "x-original-url", "x-rewrite-url"]);

/**
 * Reads headers that the caller adds, each value once. Names in lower case.
 *
 * @throws InvalidInputError that names the header and quotes no value
 */
export function readOwnHeaders(given: unknown): PlainHeaders {
  if (!isPlainObject(given)) throw new InvalidInputError("headers", "must be an object with names and strings");
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    const key = name.toLowerCase();
    const problem = nameProblem(key) ?? valueProblem(value);
    if (problem) throw new InvalidInputError(isHeaderName(name) ? `headers.${key}` : "headers", problem);
    headers[key] = value as string;
  }
  return headers;
}

function nameProblem(name: string): string | undefined {
  if (!isHeaderName(name) || name === "__proto__") return "contains a name that cannot be sent";
  if (isSecretHeader(name) || credentialHeaders.has(name)) return "is for credentials, which the option auth gives";
  if (name === "user-agent") return "has an option of its own, userAgent";
  if (overridingHeaders.has(name)) return "would make another request of it";
  if (clientHeaders.has(name)) return "is set by the client";
  return belongsToConnection(name) ? "belongs to the connection" : undefined;
}

function valueProblem(value: unknown): string | undefined {
  if (typeof value !== "string") return "must be a text";
  return isHeaderValue(value) ? undefined : "contains a line break or another character that cannot be sent";
}
