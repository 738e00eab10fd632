import { isConnectError } from "#connect-errors";

/** Codes that only the resolver, the connect call or the check of the server's certificate gives, all before a byte of a request. */
const beforeSending = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "CERT_UNTRUSTED",
]);

/** What Node says of a port that the Fetch standard blocks (https://fetch.spec.whatwg.org/#port-blocking); it does not even connect. */
const blockedPort = "bad port";

/** Calls of the operating system that come before any byte of a request. */
const callsBeforeSending = new Set(["connect", "getaddrinfo"]);

/**
 * Tells whether an error of `fetch` proves that the request was not sent. Where the platform says which errors ended an attempt to
 * connect, that is the proof; else a few codes are. Anything else counts as sent: a reset, a closed socket, an error of another runtime.
 */
export function provesNotSent(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 5) return false;
  if (isConnectError(error) || error.message === blockedPort) return true;
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every((each) => provesNotSent(each, depth + 1));
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (beforeSending.has(String(code)) || callsBeforeSending.has(String(syscall))) return true;
  return error.cause !== undefined && provesNotSent(error.cause, depth + 1);
}
