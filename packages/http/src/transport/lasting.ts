/** The codes of a failed check of the server's certificate. */
export const certificateCodes = [
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "CERT_UNTRUSTED",
] as const;

/** Errors that last until a setting is changed: trying again would fail in the same way. */
const lastingCodes = new Set<unknown>([...certificateCodes, "ERR_PROXY_AUTHENTICATION", "ERR_PROXY_URL"]);

/** Causes of causes that are looked at. */
const maxDepth = 5;

/** Does an error, or one of its causes, say that no connection will be established until a setting is changed? Recognised by shape. */
export function isLasting(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > maxDepth) return false;
  try {
    const { code, cause } = error as { readonly code?: unknown; readonly cause?: unknown };
    return lastingCodes.has(code) || isLasting(cause, depth + 1);
  } catch {
    return false;
  }
}
