import { createHash, createHmac } from "node:crypto";
import type { PlainRequest } from "@aom-workflow/http";

/**
 * What a gateway does with a signed request, written from the signing guide and sharing no code with the signer:
 * decode everything first, then build the canonical form again.
 */
export function verify(
  request: Pick<PlainRequest, "method" | "url" | "headers">,
  body: string | Uint8Array,
  secretAccessKey: string,
): boolean {
  const authorization = request.headers.authorization ?? "";
  const fields = /^SDK-HMAC-SHA256 Access=[^,]+, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(authorization);
  if (!fields) return false;
  const [, signedHeaders = "", signature] = fields;
  const bodyHash = createHash("sha256").update(body).digest("hex");
  if ((request.headers["x-sdk-content-sha256"] ?? bodyHash) !== bodyHash) return false;
  const address = new URL(request.url);
  const path = decodeURIComponent(address.pathname).split("/").map(encode).join("/");
  const canonical = [
    request.method,
    path.endsWith("/") ? path : `${path}/`,
    query(address.searchParams),
    ...signedHeaders.split(";").map((name) => `${name}:${name === "host" ? address.host : request.headers[name]}`),
    "",
    signedHeaders,
    bodyHash,
  ].join("\n");
  const stated = `SDK-HMAC-SHA256\n${request.headers["x-sdk-date"]}\n${createHash("sha256").update(canonical).digest("hex")}`;
  return createHmac("sha256", secretAccessKey).update(stated).digest("hex") === signature;
}

function query(parameters: URLSearchParams): string {
  const names = [...new Set(parameters.keys())].sort();
  return names
    .flatMap((name) =>
      parameters
        .getAll(name)
        .sort()
        .map((value) => `${encode(name)}=${encode(value)}`),
    )
    .join("&");
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
