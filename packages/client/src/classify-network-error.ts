/**
 * Codes that name a failure before the connection stood: only the resolver, the connect call, the check of the
 * certificate, or a TLS alert of the handshake gives them.
 */
const beforeSending = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EAI_FAIL",
  "EAI_NODATA",
  "UND_ERR_CONNECT_TIMEOUT",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "CERT_REVOKED",
  "CERT_UNTRUSTED",
  "CERT_REJECTED",
  "CERT_SIGNATURE_FAILURE",
  "CERT_CHAIN_TOO_LONG",
  "INVALID_CA",
  "INVALID_PURPOSE",
  "HOSTNAME_MISMATCH",
  "ERR_SSL_UNSUPPORTED_PROTOCOL",
  "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
  "ERR_SSL_TLSV1_UNRECOGNIZED_NAME",
  "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED",
  "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
]);

/** What Node's TLS says, under the code of an ordinary reset, when the peer leaves during the handshake. */
const leftInHandshake = "before secure TLS connection was established";

/** Calls of the operating system that come before any byte of a request. */
const callsBeforeSending = new Set(["connect", "getaddrinfo"]);

/**
 * Tells whether an error of `fetch` proves that the request was not sent. Anything it does not recognise counts as sent:
 * a reset, a closed socket, an error of another runtime.
 */
export function provesNotSent(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 5) return false;
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every((each) => provesNotSent(each, depth + 1));
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (beforeSending.has(String(code)) || callsBeforeSending.has(String(syscall)) || error.message.includes(leftInHandshake)) return true;
  return error.cause !== undefined && provesNotSent(error.cause, depth + 1);
}
