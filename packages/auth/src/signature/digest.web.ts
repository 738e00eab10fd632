import type { Digest } from "./digest.ts";

const utf8 = new TextEncoder();

export const digest = {
  async sha256(data) {
    const bytes = typeof data === "string" ? utf8.encode(data) : new Uint8Array(data);
    return hex(await crypto.subtle.digest("SHA-256", bytes));
  },
  hmacSha256(key) {
    let imported: ReturnType<typeof crypto.subtle.importKey> | undefined;
    return async (text) => {
      // Stryker disable next-line BooleanLiteral: nothing else has a reference to the key.
      imported ??= crypto.subtle.importKey("raw", utf8.encode(key), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
      return hex(await crypto.subtle.sign("HMAC", await imported, utf8.encode(text)));
    };
  },
} satisfies Digest;

function hex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
