import { describe, expect, it } from "vitest";
import { canonicalQuery } from "./canonical-query.ts";
import { canonicalPath } from "./canonical-request.ts";
import { sign } from "./sign.ts";

const guide =
  "https://service.region.example.com/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs?limit=2&marker=13551d6b-755d-4757-b956-536f674975c0";
const host = "service.region.example.com";
const sdkTest = { accessKeyId: "AccessKey", secretAccessKey: "SecretKey" };

describe("published vectors: a gateway that follows the guide accepts our signatures", () => {
  it.each([
    {
      name: "P1, API Request Signing Guide",
      keys: { accessKeyId: "QTWAOYTTINDUT2QVKYUC", secretAccessKey: "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc" },
      request: { method: "GET", url: guide, headers: { "Content-Type": "application/json", Host: host, "X-Sdk-Date": "20191115T033655Z" } },
      signedHeaders: "content-type;host;x-sdk-date",
      signature: "7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe",
    },
    {
      name: "P2, Java SDK AKSKSignerTest 1",
      keys: sdkTest,
      request: { method: "GET", url: guide, headers: { host, "X-Sdk-Date": "20191115T033655Z" } },
      signedHeaders: "host;x-sdk-date",
      signature: "fd95e7da6f695cfb4cabbb9d6b0968aec155bc576b064835282473539ae9ea1d",
    },
    {
      name: "P3, Java SDK AKSKSignerTest 2, with a body",
      keys: sdkTest,
      request: {
        method: "POST",
        url: "https://service.region.example.com/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpc/123",
        headers: { host, "X-Sdk-Date": "20191115T033655Z" },
        body: '{"key":"value"}',
      },
      signedHeaders: "host;x-sdk-date",
      signature: "b5649aa774f6cac7437631662f08815fc65c70e40e486df6db2436ce68902771",
    },
    {
      name: "P4, Java SDK AKSKSignerTest 3, without a path",
      keys: sdkTest,
      request: { method: "GET", url: "https://example.com", headers: { Host: "example.com", "X-Sdk-Date": "20191115T033655Z" } },
      signedHeaders: "host;x-sdk-date",
      signature: "919ad8b75d4ad49da0d377e63ee21c4a7a54b752f6bf2878b4adbe9c19927da6",
    },
    {
      name: "P5, Go SDK signer_test",
      keys: sdkTest,
      request: { method: "GET", url: "https://example.com/path?limit=1", headers: { "X-Sdk-Date": "20060102T150405Z" } },
      signedHeaders: "x-sdk-date",
      signature: "5a2ce64c865e0e6046321c6f3d5a77ba8413eeaf355c3166c03d58d02ac79624",
    },
  ])("$name", async ({ keys, request, signedHeaders, signature }) => {
    expect(await sign(request, keys)).toMatchObject({
      signature,
      signedHeaders,
      authorization: `SDK-HMAC-SHA256 Access=${keys.accessKeyId}, SignedHeaders=${signedHeaders}, Signature=${signature}`,
    });
  });

  it("canonical query of the Go and Java SDK tests, however the address wrote it", () => {
    const canonical = "enable=true&limit=1&multi=1&multi=2&multi=3&path=%2Ftmp%2F123&test=%E4%B8%80%20%28%26%3D%3F%21%23%25.%2A%29";
    const pairs: [string, string][] = [
      ["limit", "1"],
      ["enable", "true"],
      ["test", "一 (&=?!#%.*)"],
      ["path", "/tmp/123"],
      ["multi", "1"],
      ["multi", "3"],
      ["multi", "2"],
    ];
    expect(canonicalQuery(new URLSearchParams(pairs).toString())).toBe(canonical);
    expect(canonicalQuery(pairs.map((pair) => pair.map(encodeURIComponent).join("=")).join("&"))).toBe(canonical);
  });
});

describe("canonical path: an id with unusual characters still verifies", () => {
  it.each([
    ["/v1/a", "/v1/a/"],
    ["/v1/a/", "/v1/a/"],
    ["/", "/"],
    ["/a%20b", "/a%20b/"],
    ["/%7e%41", "/~A/"],
    ["/a%2Fb%2f", "/a/b/"],
    ["/!'()*", "/%21%27%28%29%2A/"],
    ["/%e4%b8%ad", "/%E4%B8%AD/"],
    ["/100%", "/100%25/"],
    ["/%ff", "/%FF/"],
  ])("%s is signed as %s", (path, expected) => {
    expect(canonicalPath(path)).toBe(expected);
  });
});

describe("canonical query", () => {
  it.each([
    ["", ""],
    ["a", "a="],
    ["a=", "a="],
    ["=v", "=v"],
    ["b=2&a=1&&a=0", "a=0&a=1&b=2"],
    ["a=x+y&a=x%2By", "a=x%2By&a=x%20y".split("&").reverse().join("&")],
    ["a==", "a=%3D"],
    ["é=1&~=2".replace("é", "%C3%A9"), "~=2&%C3%A9=1"],
    ["a=%zz", "a=%25zz"],
    ["a=0&a", "a=&a=0"],
    ["ab&aa=1", "aa=1&ab="],
    ["%ff=1&%fe=1", "%FE=1&%FF=1"],
    ["a=\t", "a=%09"],
  ])("%s is signed as %s", (query, expected) => {
    expect(canonicalQuery(query)).toBe(expected);
  });
});

describe("sign", () => {
  it("needs the date among the headers, since nothing else can be verified", () => {
    expect(() => sign({ method: "GET", url: "https://example.com/", headers: {} }, sdkTest)).toThrow(
      new TypeError("A request to sign must have the header X-Sdk-Date."),
    );
  });

  it("signs headers sorted by their names in lower case and without spaces around their values, as they arrive", async () => {
    const headers = { "X-Sdk-Date": "20060102T150405Z", host: "example.com", "X-Project-Id": " p ", Accept: "text/plain " };
    const { canonicalRequest, signedHeaders } = await sign({ method: "GET", url: "https://example.com/", headers }, sdkTest);
    expect(signedHeaders).toBe("accept;host;x-project-id;x-sdk-date");
    expect(canonicalRequest).toContain("\naccept:text/plain\nhost:example.com\nx-project-id:p\nx-sdk-date:20060102T150405Z\n");
  });

  it("ignores a fragment, which is never sent", async () => {
    const headers = { "x-sdk-date": "20060102T150405Z" };
    const plain = await sign({ method: "GET", url: "https://example.com/a", headers }, sdkTest);
    expect(await sign({ method: "GET", url: "https://example.com/a#b?c", headers }, sdkTest)).toEqual(plain);
  });

  it("takes the stated hash where X-Sdk-Content-Sha256 is sent", async () => {
    const headers = { "x-sdk-date": "20060102T150405Z", "X-Sdk-Content-Sha256": "UNSIGNED-PAYLOAD" };
    const { canonicalRequest } = await sign({ method: "PUT", url: "https://example.com/a", headers, body: "b" }, sdkTest);
    expect(canonicalRequest.endsWith("\nUNSIGNED-PAYLOAD")).toBe(true);
  });
});
