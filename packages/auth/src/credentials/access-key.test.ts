import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { verify } from "../../test/guide-verifier.ts";
import { patient, withHeaders } from "../../test/requests.ts";
import { accessKey } from "./access-key.ts";
import { CredentialsError } from "./credentials-error.ts";

const keys = { accessKeyId: "AKTESTAKTESTAKTEST00", secretAccessKey: "SKTESTSKTESTSKTESTSKTESTSKTESTSKTEST0000" };
const projectId = "0123456789abcdef0123456789abcdef";
const post = {
  method: "POST",
  url: "https://aom.example.org:8443/v1/p/x?action=skip",
  headers: { "content-type": "application/json" },
};

describe("accessKey", () => {
  it("signs content type, host, project and date, and the security token of temporary keys", async () => {
    const headers = await accessKey({ ...keys, securityToken: "STOKEN" })(post, { ...patient, projectId });
    expect(headers.authorization).toMatch(
      /^SDK-HMAC-SHA256 Access=AKTESTAKTESTAKTEST00, SignedHeaders=content-type;host;x-project-id;x-sdk-date;x-security-token, Signature=[0-9a-f]{64}$/,
    );
    expect(headers).toMatchObject({ "x-security-token": "STOKEN", "x-project-id": projectId });
    expect(verify(withHeaders(post, headers), "", keys.secretAccessKey)).toBe(true);
  });

  it("signs the body, so that it cannot be replaced", async () => {
    const request = { ...post, body: '{"reason":"中文😀"}' };
    const signed = withHeaders(request, await accessKey(keys)(request, patient));
    expect(verify(signed, request.body, keys.secretAccessKey)).toBe(true);
    expect(verify(signed, "{}", keys.secretAccessKey)).toBe(false);
  });

  it("signs headers that are sent with the request, if the keys do not set them", async () => {
    const request = { ...post, headers: { ...post.headers, "x-project-id": "p7", "x-security-token": "t7" } };
    const signed = withHeaders(request, await accessKey(keys)(request, patient));
    expect(signed.headers.authorization).toContain("host;x-project-id;x-sdk-date;x-security-token,");
    expect(verify(signed, "", keys.secretAccessKey)).toBe(true);
  });

  it("gives each attempt a fresh timestamp, so that a late retry is not refused as expired", async () => {
    let now = Date.UTC(2026, 0, 2, 3, 4, 5, 999);
    const authenticate = accessKey({ ...keys, clock: () => now });
    expect(await authenticate(post, patient)).toMatchObject({ "x-sdk-date": "20260102T030405Z" });
    now += 1;
    expect(await authenticate(post, patient)).toMatchObject({ "x-sdk-date": "20260102T030406Z" });
    now += 20 * 60_000;
    const headers = await authenticate(post, patient);
    expect(headers["x-sdk-date"]).toBe("20260102T032406Z");
    expect(verify(withHeaders(post, headers), "", keys.secretAccessKey)).toBe(true);
  });

  it("signs at once on Node, without a promise that every call would pay for", () => {
    expect(accessKey(keys)(post, patient)).not.toHaveProperty("then");
  });

  it("has no renewal for keys that are handed in", () => {
    expect(accessKey(keys).renew).toBeUndefined();
  });

  it("gets renewable keys once for many requests, before they expire, and after the server called them expired", async () => {
    let now = 0;
    let calls = 0;
    const authenticate = accessKey(() => ({ ...keys, accessKeyId: `AK${++calls}`, expiresAt: now + 3_600_000 }), { clock: () => now });
    const used = async () => /Access=(\w+)/.exec((await authenticate(post, patient)).authorization ?? "")?.[1];
    expect(await Promise.all([used(), used(), used()])).toEqual(["AK1", "AK1", "AK1"]);
    now += 3_600_000;
    expect(await used()).toBe("AK2");
    now += 60_000;
    expect(await authenticate.renew?.(patient)).toBe(true);
    expect(await used()).toBe("AK3");
  });

  it("never shows the secret key, however the object is printed", () => {
    expect(inspect(accessKey({ ...keys, securityToken: "STOKEN" }), { depth: 9, showHidden: true })).not.toMatch(/SKTEST|STOKEN/);
  });
});

describe("the project", () => {
  it("is that of the call, without naming it in the keys", async () => {
    expect(await accessKey(keys)(post, { ...patient, projectId })).toMatchObject({ "x-project-id": projectId });
    expect(await accessKey(keys)(post, patient)).not.toHaveProperty("x-project-id");
  });

  it("is that of the keys if the call names none", async () => {
    const auth = accessKey({ ...keys, projectId });
    expect(await auth.projectId?.(patient)).toBe(projectId);
    expect(await auth(post, patient)).toMatchObject({ "x-project-id": projectId });
    expect(await auth(post, { ...patient, projectId })).toMatchObject({ "x-project-id": projectId });
  });

  it("is refused if the keys were given another one than the call, since the gateway's response would not say why", () => {
    expect(() => accessKey({ ...keys, projectId: "p1" })(post, { ...patient, projectId: "p2" })).toThrow(
      expect.objectContaining({
        code: "invalid-option",
        message:
          "The credentials are for project p1 (projectId), but the call is for project p2; use the same project, or leave `projectId` out of the credentials.",
      }),
    );
  });

  it("that comes with the keys of a function is used when nothing else names one", async () => {
    const auth = accessKey(async () => ({ ...keys, projectId: "p1" }));
    expect(await auth.projectId?.(patient)).toBe("p1");
    expect(await auth(post, patient)).toMatchObject({ "x-project-id": "p1" });
    expect(await auth(post, { ...patient, projectId: "p2" })).toMatchObject({ "x-project-id": "p2" });
  });
});

describe("broken keys are refused by name before anything is sent, and never shown", () => {
  it.each([
    ["a trailing line break", { secretAccessKey: "SKTEST\n" }, /secret access key \(secretAccessKey\) ends with a line break/],
    ["a leading space", { accessKeyId: " AKTEST" }, /access key id \(accessKeyId\) begins or ends with white space/],
    ["a space inside", { accessKeyId: "AK TEST" }, /access key id \(accessKeyId\) contains white space/],
    ["an empty secret", { secretAccessKey: "" }, /secret access key \(secretAccessKey\) is empty/],
    ["a missing secret", { secretAccessKey: undefined as never }, /secret access key \(secretAccessKey\) is missing/],
    ["a comma, which would end the field", { accessKeyId: "AK,SignedHeaders=" }, /contains ","/],
    ["CR/LF in the project id", { projectId: "p\r\nX: 1" }, /project id \(projectId\) contains white space/],
    ["a path in the project id", { projectId: "../x" }, /project id \(projectId\) contains characters other than/],
    ["CR/LF in the security token", { securityToken: "a\r\nb" }, /security token \(securityToken\) contains a space, a line break/],
  ])("%s", (_, broken, message) => {
    const make = () => accessKey({ ...keys, ...broken });
    expect(make).toThrow(CredentialsError);
    expect(make).toThrow(message);
    expect(make).not.toThrow(/SKTEST/);
  });

  it("the error names a function that returns nothing, not a property of undefined", async () => {
    await expect(accessKey((() => undefined) as never)(post, patient)).rejects.toMatchObject({ code: "invalid-credentials" });
  });

  it("keys from a function are refused with the request, naming their source", async () => {
    const authenticate = accessKey(async () => ({ ...keys, secretAccessKey: "x\n", source: "the vault" }));
    await expect(authenticate(post, patient)).rejects.toMatchObject({ code: "invalid-credentials", source: "the vault" });
  });
});
