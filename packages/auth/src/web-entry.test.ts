import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";

const conditions: Record<string, string> = { "#digest": "./digest.web.ts", "#fetch": "./fetch.web.ts" };

/** Every module that the entry leads to where the condition `node` is not set. */
function imports(url: URL, seen = new Set<string>()): Set<string> {
  for (const [, from, dynamic] of readFileSync(url, "utf8").matchAll(
    /^(?:import|export) (?!type )[^;]*?from "([^"]+)"|import\("([^"]+)"\)/gm,
  )) {
    const name = from ?? dynamic ?? "";
    const specifier = conditions[name] ?? name;
    const local = new URL(specifier, url);
    const key = specifier.startsWith(".") ? local.href : specifier;
    if (seen.has(key)) continue;
    seen.add(key);
    if (existsSync(local) && specifier.startsWith(".")) imports(local, seen);
  }
  return seen;
}

describe("where there is no Node", () => {
  it("the entry loads no module of Node, which a browser or worker would not have", () => {
    const outside = [...imports(new URL("./index.ts", import.meta.url))].filter((name) => !name.startsWith("file:"));
    expect(outside.sort()).toEqual(["@aom-workflow/types", "@aom-workflow/types/iam"]);
  });

  it("package.json leads Node to the fast modules and everything else to the web's", () => {
    const { imports } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
    expect(imports).toEqual({
      "#digest": { node: "./dist/digest.node.js", default: "./dist/digest.web.js" },
      "#fetch": { node: "./dist/fetch.node.js", default: "./dist/fetch.web.js" },
    });
  });

  it("WebCrypto makes the published signature P1, as a promise", async () => {
    vi.doMock("#digest", () => import("./digest.web.ts"));
    const { sign } = await import("./sign.ts");
    const { accessKey } = await import("./access-key.ts");
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
    expect(accessKey({ accessKeyId: "AK", secretAccessKey: "SK" })(new Request("https://example.org/"))).toBeInstanceOf(Promise);
  });
});
