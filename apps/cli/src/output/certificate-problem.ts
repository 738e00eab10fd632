/** Why a server's certificate was refused, with what helps. */
export interface CertificateProblem {
  /** To be read after the name of the server or the certificate. */
  readonly says: string;
  readonly remedy: string;
}

/**
 * Says what is wrong with the certificate where that is why there is no connection.
 *
 * @param authority the file that `--ca-file` already names
 */
export function certificateProblem(error: unknown, authority?: string): CertificateProblem | undefined {
  const code = codeOf(error);
  const kind = kinds[code];
  return kind && { says: `${kind.says} (${code})`, remedy: kind.remedy(authority) };
}

interface Kind {
  readonly says: string;
  readonly remedy: (authority: string | undefined) => string;
}

const untrusted: Kind = {
  says: "the certificate is not trusted",
  remedy: (authority) =>
    authority === undefined
      ? "If you trust this server, or your company's proxy in front of it, add its authority with --ca-file FILE."
      : `None of the authorities in ${authority} (--ca-file) signed it: add the one that did, with any intermediate certificates, to that file.`,
};

const expired: Kind = {
  says: "the certificate has expired",
  remedy: () => "Check this machine's clock. If it is right, the server needs a new certificate.",
};

const notYetValid: Kind = {
  says: "the certificate is not valid yet",
  remedy: () => "Check this machine's clock. If it is right, the server's certificate was issued with a wrong date.",
};

const wrongName: Kind = {
  says: "the certificate is for a different name",
  remedy: () => "Check the name in the endpoint: the certificate must include it.",
};

const kinds: Readonly<Record<string, Kind>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  CERT_UNTRUSTED: untrusted,
  CERT_HAS_EXPIRED: expired,
  CERT_NOT_YET_VALID: notYetValid,
  ERR_TLS_CERT_ALTNAME_INVALID: wrongName,
};

/** Code of the error, or of the first of its causes that has a known one. */
function codeOf(error: unknown, depth = 0): string {
  if (typeof error !== "object" || error === null || depth > 5) return "";
  const { code, cause } = error as { readonly code?: unknown; readonly cause?: unknown };
  return typeof code === "string" && Object.hasOwn(kinds, code) ? code : codeOf(cause, depth + 1);
}
