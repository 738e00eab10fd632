import fc from "fast-check";
import { expect, it } from "vitest";
import { digest as node } from "./digest.node.ts";
import { digest as web } from "./digest.web.ts";

it("WebCrypto and Node's crypto give the same digests, so that a signature is the same wherever it is made", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 1 }), fc.oneof(fc.string(), fc.uint8Array()), async (key, data) => {
      expect(await web.sha256(data)).toBe(node.sha256(data));
      if (typeof data === "string") expect(await web.hmacSha256(key)(data)).toBe(node.hmacSha256(key)(data));
    }),
  );
});
