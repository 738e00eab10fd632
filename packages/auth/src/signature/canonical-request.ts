import type { CanonicalHeaders } from "./canonical-headers.ts";
import { canonicalQuery } from "./canonical-query.ts";
import { normalisePercentEncoding } from "./percent-encoding.ts";

/** The parts of a request that are signed, as they go over the wire. */
export interface CanonicalInput {
  method: string;
  /** Path of the address, percent-encoded, without query. */
  path: string;
  /** Query of the address without the leading `?`; may be empty. */
  query: string;
  /** Exactly the headers to sign. */
  headers: CanonicalHeaders;
  /** SHA-256 of the body, or the value of X-Sdk-Content-Sha256 if that header is sent. */
  bodyHash: string;
}

/**
 * The request in the one form that both sides hash.
 *
 * Source: API Request Signing Guide, "Constructing a Canonical Request", https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-algorithm-002.html
 */
export function canonicalRequest({ method, path, query, headers, bodyHash }: CanonicalInput): string {
  return `${method}\n${canonicalPath(path)}\n${canonicalQuery(query)}\n${headers.lines}\n${headers.names}\n${bodyHash}`;
}

/**
 * The whole path decoded, split on `/`, each piece encoded, `/` at the end. An encoded slash therefore becomes a slash:
 * the only rule under which the official signers for Node, Python and Go all agree.
 */
export function canonicalPath(path: string): string {
  const encoded = plainPath.test(path) ? path : normalisePercentEncoding(path).replaceAll("%2F", "/");
  return encoded.endsWith("/") ? encoded : `${encoded}/`;
}

const plainPath = /^[A-Za-z0-9\-._~/]*$/;
