import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { accessKey } from "./access-key.ts";
import { CredentialsError } from "./errors.ts";
import { verify } from "./guide-verifier.test-helper.ts";

const keys = { accessKeyId: "AKTESTAKTESTAKTEST00", secretAccessKey: "SKTESTSKTESTSKTESTSKTESTSKTESTSKTEST0000" };
const projectId = "0123456789abcdef0123456789abcdef";
const post = () =>
  new Request("https://aom.example.org:8443/v1/p/x?action=skip", { method: "POST", headers: { "content-type": "application/json" } });
const none = new Uint8Array();

describe("accessKey", () => {
  it("signs content type, host, project and date, and the security token of temporary keys", async () => {
    const request = await accessKey({ ...keys, projectId, securityToken: "STOKEN" })(post());
    expect(request.headers.get("authorization")).toMatch(
      /^SDK-HMAC-SHA256 Access=AKTESTAKTESTAKTEST00, SignedHeaders=content-type;host;x-project-id;x-sdk-date;x-security-token, Signature=[0-9a-f]{64}$/,
    );
    expect(request.headers.get("x-security-token")).toBe("STOKEN");
    expect(verify(request, none, keys.secretAccessKey)).toBe(true);
  });

  it("sends and signs no project id that it was not given, so that it cannot contradict the path", async () => {
    const request = await accessKey(keys)(post());
    expect(request.headers.has("x-project-id")).toBe(false);
    expect(request.headers.get("authorization")).toContain("SignedHeaders=content-type;host;x-sdk-date,");
  });

  it("dates each attempt anew, so that a late retry is not refused as expired", async () => {
    let now = Date.UTC(2026, 0, 2, 3, 4, 5);
    const authenticate = accessKey({ ...keys, clock: () => now });
    const request = await authenticate(post());
    expect(request.headers.get("x-sdk-date")).toBe("20260102T030405Z");
    now += 20 * 60_000;
    await authenticate(request);
    expect(request.headers.get("x-sdk-date")).toBe("20260102T032405Z");
    expect(verify(request, none, keys.secretAccessKey)).toBe(true);
  });

  it("answers at once on Node where there is no body to read", () => {
    expect(accessKey(keys)(post())).toBeInstanceOf(Request);
  });

  it("has no renewal for keys that are handed in", () => {
    expect(accessKey(keys).renew).toBeUndefined();
  });

  it("gets renewable keys once for many requests, before they end, and after the server called them expired", async () => {
    let now = 0;
    let calls = 0;
    const authenticate = accessKey(() => ({ ...keys, accessKeyId: `AK${++calls}`, expiresAt: now + 3_600_000 }), { clock: () => now });
    const used = async () => /Access=(\w+)/.exec((await authenticate(post())).headers.get("authorization") ?? "")?.[1];
    expect(await Promise.all([used(), used(), used()])).toEqual(["AK1", "AK1", "AK1"]);
    now += 3_600_000;
    expect(await used()).toBe("AK2");
    now += 60_000;
    expect(await authenticate.renew?.()).toBe(true);
    expect(await used()).toBe("AK3");
  });

  it("never shows the secret key, however the object is printed", () => {
    expect(inspect(accessKey({ ...keys, securityToken: "STOKEN" }), { depth: 9, showHidden: true })).not.toMatch(/SKTEST|STOKEN/);
  });
});

describe("broken keys are refused by name before anything is sent, and never shown", () => {
  it.each([
    ["a trailing line break", { secretAccessKey: "SKTEST\n" }, /secret access key \(secretAccessKey\) ends with a line break/],
    ["a leading space", { accessKeyId: " AKTEST" }, /access key id \(accessKeyId\) begins or ends with white space/],
    ["a space inside", { accessKeyId: "AK TEST" }, /access key id \(accessKeyId\) holds white space/],
    ["an empty secret", { secretAccessKey: "" }, /secret access key \(secretAccessKey\) is empty/],
    ["a missing secret", { secretAccessKey: undefined as never }, /secret access key \(secretAccessKey\) is missing/],
    ["a comma, which would end the field", { accessKeyId: "AK,SignedHeaders=" }, /holds ","/],
    ["CR/LF in the project id", { projectId: "p\r\nX: 1" }, /project id \(projectId\) holds white space/],
    ["a path in the project id", { projectId: "../x" }, /project id \(projectId\) holds characters other than/],
    ["CR/LF in the security token", { securityToken: "a\r\nb" }, /security token \(securityToken\) holds white space/],
  ])("%s", (_, broken, message) => {
    const make = () => accessKey({ ...keys, ...broken });
    expect(make).toThrow(CredentialsError);
    expect(make).toThrow(message);
    expect(make).not.toThrow(/SKTEST/);
  });

  it("a function that gives nothing is named, not a property of undefined", async () => {
    await expect(accessKey((() => undefined) as never)(post())).rejects.toMatchObject({ code: "invalid-credentials" });
  });

  it("keys from a function are refused with the request, naming their source", async () => {
    const authenticate = accessKey(async () => ({ ...keys, secretAccessKey: "x\n", source: "the vault" }));
    await expect(authenticate(post())).rejects.toMatchObject({ code: "invalid-credentials", source: "the vault" });
  });
});
