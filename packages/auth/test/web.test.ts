import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import type * as auth from "../src/index.ts";
import { get, patient } from "./requests.ts";

/** What a bundler for browsers and workers makes of the built entry and of all that it imports. */
async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("../dist/index.js", import.meta.url))],
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    logLevel: "error",
    // A user's bundler does not know of our paths.
    tsconfigRaw: {},
  });
  return outputFiles.map(({ text }) => text).join();
}

describe("without Node", () => {
  it("the entry loads and calls nothing of Node, which a browser or worker would not have", async () => {
    const code = await bundle();
    expect(code).toContain("crypto.subtle");
    expect(code).not.toMatch(/["']node:|getBuiltinModule|process\.env/);
  });

  it("WebCrypto makes the published signature P1, as a promise", async () => {
    mkdirSync(".vitest", { recursive: true });
    const file = new URL("../.vitest/web.mjs", import.meta.url);
    writeFileSync(file, await bundle());
    const { accessKey, sign } = (await import(file.href)) as typeof auth;
    const signature = sign(
      {
        method: "GET",
        url: "https://service.region.example.com/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs?limit=2&marker=13551d6b-755d-4757-b956-536f674975c0",
        headers: { "Content-Type": "application/json", Host: "service.region.example.com", "X-Sdk-Date": "20191115T033655Z" },
      },
      { accessKeyId: "QTWAOYTTINDUT2QVKYUC", secretAccessKey: "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc" },
    );
    expect(signature).toBeInstanceOf(Promise);
    expect((await signature).signature).toBe("7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe");
    expect(accessKey({ accessKeyId: "AK", secretAccessKey: "SK" })(get, patient)).toBeInstanceOf(Promise);
  });
});
