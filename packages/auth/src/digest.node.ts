import { createHmac, hash } from "node:crypto";
import type { Digest } from "./digest.ts";

export const digest = {
  sha256: (data) => hash("sha256", data, "hex"),
  hmacSha256: (key, data) => createHmac("sha256", key).update(data).digest("hex"),
} satisfies Digest;
