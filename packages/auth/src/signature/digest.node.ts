import type { Digest } from "./digest.ts";

let loaded: typeof import("node:crypto") | undefined;

/** Loaded with the first signature, and not imported: an import would also load WebCrypto, which takes longer than a signature. */
function crypto(): typeof import("node:crypto") {
  loaded ??= process.getBuiltinModule("node:crypto");
  return loaded;
}

export const digest = {
  sha256: (data) => crypto().hash("sha256", data, "hex"),
  hmacSha256: (key) => (text) => crypto().createHmac("sha256", key).update(text).digest("hex"),
} satisfies Digest;
