import { certificateCodes } from "./lasting.ts";

/** Codes that only the resolver, the connect call or the check of the server's certificate gives, all before a byte of a request. */
const beforeSending = new Set<unknown>(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT", ...certificateCodes]);

/** Calls of the operating system that come before any byte of a request. */
const callsBeforeSending = new Set<unknown>(["connect", "getaddrinfo"]);

/** Node's error for a port that the Fetch standard blocks (https://fetch.spec.whatwg.org/#port-blocking); it does not even connect. */
const blockedPort = "bad port";

/** Causes of causes that are looked at. */
const maxDepth = 5;

/**
 * Says whether an error of the platform's `fetch` proves that the request was not sent: by its code or by that of its causes.
 * Anything else counts as sent: a reset, a closed socket, an error of another runtime. It goes by shape, since errors of another realm
 * are not `instanceof Error`.
 */
export function provesNotSent(error: unknown): boolean {
  try {
    return proves(error, 0);
  } catch {
    return false;
  }
}

/** The fields that are looked at; they may contain anything. */
type ErrorShape = Partial<Record<"code" | "syscall" | "message" | "errors" | "cause", unknown>>;

function proves(error: unknown, depth: number): boolean {
  if (typeof error !== "object" || error === null || depth > maxDepth) return false;
  const { code, syscall, message, errors, cause } = error as ErrorShape;
  if (Array.isArray(errors)) return errors.length > 0 && errors.every((each) => proves(each, depth + 1));
  return beforeSending.has(code) || callsBeforeSending.has(syscall) || message === blockedPort || proves(cause, depth + 1);
}
