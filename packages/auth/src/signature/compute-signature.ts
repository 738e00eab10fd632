import { digest } from "#digest";
import { type CanonicalInput, canonicalRequest } from "./canonical-request.ts";
import { andThen } from "./maybe-promise.ts";

/** Name of the algorithm, first word of the header Authorization. */
export const algorithm = "SDK-HMAC-SHA256";

/** A signature and what it was made from. */
export interface Signature {
  /** Value of the header Authorization. */
  authorization: string;
  /** The signature alone, 64 hexadecimal digits. */
  signature: string;
  /** Names of the signed headers, joined by `;`. */
  signedHeaders: string;
  /** The text that was hashed. The gateway repeats its own in error messages, with `|` for line ends. */
  canonicalRequest: string;
}

/** An access key that is ready to sign. */
export interface SigningKey {
  accessKeyId: string;
  hmacSha256: (text: string) => string | Promise<string>;
}

/** Signs what is already in its parts: at once if the digests are synchronous. */
export function computeSignature(input: CanonicalInput, date: string, key: SigningKey): Signature | Promise<Signature> {
  const canonical = canonicalRequest(input);
  const signedHeaders = input.headers.names;
  return andThen(digest.sha256(canonical), (hash) =>
    andThen(key.hmacSha256(`${algorithm}\n${date}\n${hash}`), (signature) => ({
      authorization: `${algorithm} Access=${key.accessKeyId}, SignedHeaders=${signedHeaders}, Signature=${signature}`,
      signature,
      signedHeaders,
      canonicalRequest: canonical,
    })),
  );
}

const emptyBodyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/** The hash that stands for the body: the one that the header X-Sdk-Content-Sha256 states, else that of the body. */
export function bodyHash(body: string | Uint8Array | undefined, stated: string | undefined): string | Promise<string> {
  if (stated !== undefined) return stated;
  // Stryker disable next-line ConditionalExpression: a shortcut to the same hash.
  return body === undefined || body.length === 0 ? emptyBodyHash : digest.sha256(body);
}
