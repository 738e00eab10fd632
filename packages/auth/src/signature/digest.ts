/** The two digests of a signature. Where the platform has synchronous ones, they are used; WebCrypto only has promises. */
export interface Digest {
  /** SHA-256 in lower-case hexadecimal; text counts as UTF-8. */
  sha256(data: string | Uint8Array): string | Promise<string>;
  /** Prepares a key once for many texts: gives their HMAC-SHA-256 in lower-case hexadecimal. Key and texts count as UTF-8. */
  hmacSha256(key: string): (text: string) => string | Promise<string>;
}
