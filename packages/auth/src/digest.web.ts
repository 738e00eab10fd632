import type { Digest } from "./digest.ts";

const utf8 = new TextEncoder();

export const digest = {
  async sha256(data) {
    const bytes = typeof data === "string" ? utf8.encode(data) : new Uint8Array(data);
    return hex(await crypto.subtle.digest("SHA-256", bytes));
  },
  async hmacSha256(key, data) {
    const imported = await crypto.subtle.importKey("raw", utf8.encode(key), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    return hex(await crypto.subtle.sign("HMAC", imported, utf8.encode(data)));
  },
} satisfies Digest;

function hex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
