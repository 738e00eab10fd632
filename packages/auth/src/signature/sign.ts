import { reveal, type Secret } from "@aom-workflow/http/internal";
import { digest } from "#digest";
import { canonicalHeaders, sortHeaders } from "./canonical-headers.ts";
import { bodyHash, computeSignature, type Signature } from "./compute-signature.ts";
import { andThen } from "./maybe-promise.ts";
import { splitUrl } from "./split-url.ts";

/** A request as far as a signature covers it. */
export interface RequestToSign {
  method: string;
  /** Absolute address. It is signed as `fetch` would send it. */
  url: string | URL;
  /** Exactly the headers to sign, `X-Sdk-Date` among them; other headers stay unsigned. */
  headers: Readonly<Record<string, string>>;
  /** The exact body; left out if there is none. */
  body?: string | Uint8Array;
}

/** The keys of a signature. */
export interface SigningKeys {
  accessKeyId: string;
  secretAccessKey: string | Secret;
}

/**
 * Signs one request with an access key. Nothing is sent and nothing is added to the request.
 *
 * @param request the request; its headers must include `X-Sdk-Date` (UTC, `YYYYMMDDTHHMMSSZ`), which the gateway accepts within 15 minutes of its own clock.
 * @returns the signature: at once on Node, as a promise if there is only WebCrypto.
 * @throws {TypeError} when `X-Sdk-Date` is missing or the address is not absolute.
 *
 * Source: API Request Signing Guide, https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-algorithm.html
 */
export function sign(request: RequestToSign, { accessKeyId, secretAccessKey }: SigningKeys): Signature | Promise<Signature> {
  const { path, query } = splitUrl(new URL(request.url).href);
  const headers = sortHeaders(request.headers);
  const date = headers["x-sdk-date"];
  if (date === undefined) throw new TypeError("A request to sign must have the header X-Sdk-Date.");
  const key = { accessKeyId, hmacSha256: digest.hmacSha256(reveal(secretAccessKey)) };
  const parts = { method: request.method.toUpperCase(), path, query, headers: canonicalHeaders(headers) };
  return andThen(bodyHash(request.body, headers["x-sdk-content-sha256"]), (bodyHash) =>
    computeSignature({ ...parts, bodyHash }, date, key),
  );
}
