/** The two digests a signature needs. Where the platform has synchronous ones, they are taken; WebCrypto has only promises. */
export interface Digest {
  /** SHA-256 in lower-case hexadecimal; text counts as UTF-8. */
  sha256(data: string | Uint8Array): string | Promise<string>;
  /** HMAC-SHA-256 in lower-case hexadecimal; key and text count as UTF-8. */
  hmacSha256(key: string, data: string): string | Promise<string>;
}
