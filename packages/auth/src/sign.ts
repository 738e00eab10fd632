import { digest } from "#digest";
import { canonicalRequest } from "./canonical-request.ts";
import { andThen } from "./maybe-promise.ts";
import { reveal, type Secret } from "./secret.ts";

/** A request as far as a signature covers it. */
export interface RequestToSign {
  method: string;
  /** Absolute address. It is signed as `fetch` would send it. */
  url: string | URL;
  /** Exactly the headers to sign, `X-Sdk-Date` among them; whatever else is sent stays unsigned. */
  headers: Readonly<Record<string, string>>;
  /** The exact body; nothing stands for no body. */
  body?: string | Uint8Array;
}

/** The keys of a signature. */
export interface SigningKeys {
  accessKeyId: string;
  secretAccessKey: string | Secret;
}

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

/** Name of the algorithm, first word of the header Authorization. */
export const algorithm = "SDK-HMAC-SHA256";

/**
 * Signs one request with an access key. Nothing is sent and nothing is added to the request.
 *
 * @param request the request; its headers must hold `X-Sdk-Date` (UTC, `YYYYMMDDTHHMMSSZ`), which the gateway accepts within 15 minutes of its own clock.
 * @returns the signature: at once on Node, as a promise where only WebCrypto is there.
 * @throws {TypeError} when `X-Sdk-Date` is missing or the address is not absolute.
 *
 * Source: API Request Signing Guide, https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-algorithm.html
 */
export function sign(request: RequestToSign, keys: SigningKeys): Signature | Promise<Signature> {
  return signNormalised({ ...request, url: new URL(request.url).href }, keys);
}

/** The same for an address that is already written as `fetch` sends it, such as that of a `Request`. */
export function signNormalised(request: RequestToSign & { url: string }, keys: SigningKeys): Signature | Promise<Signature> {
  const { path, query } = splitAddress(request.url);
  const { method, headers } = request;
  const date = header(headers, "x-sdk-date");
  if (date === undefined) throw new TypeError("A request to sign needs the header X-Sdk-Date.");
  return andThen(bodyHash(request), (hash) => {
    const canonical = canonicalRequest({ method, path, query, headers, bodyHash: hash });
    return andThen(digest.sha256(canonical.text), (requestHash) =>
      andThen(digest.hmacSha256(reveal(keys.secretAccessKey), `${algorithm}\n${date}\n${requestHash}`), (signature) => ({
        authorization: `${algorithm} Access=${keys.accessKeyId}, SignedHeaders=${canonical.signedHeaders}, Signature=${signature}`,
        signature,
        signedHeaders: canonical.signedHeaders,
        canonicalRequest: canonical.text,
      })),
    );
  });
}

const emptyBodyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

function bodyHash({ headers, body }: RequestToSign): string | Promise<string> {
  const stated = header(headers, "x-sdk-content-sha256");
  if (stated !== undefined) return stated;
  return body === undefined || body.length === 0 ? emptyBodyHash : digest.sha256(body);
}

function header(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  const found = headers[name];
  if (found !== undefined) return found;
  const key = Object.keys(headers).find((key) => key.toLowerCase() === name);
  return key === undefined ? undefined : headers[key];
}

function splitAddress(url: string): { path: string; query: string } {
  const pathStart = url.indexOf("/", url.indexOf("//") + 2);
  const hash = url.indexOf("#", pathStart);
  const end = hash < 0 ? url.length : hash;
  const question = url.indexOf("?", pathStart);
  return question < 0 || question > end
    ? { path: url.slice(pathStart, end), query: "" }
    : { path: url.slice(pathStart, question), query: url.slice(question + 1, end) };
}
