import type { PlainRequest } from "@aom-workflow/http";
import { Secret } from "@aom-workflow/http/internal";
import { describe, expect, it, vi } from "vitest";
import { json, loopback } from "../../../../tools/lab/servers.ts";
import { verify } from "../../test/guide-verifier.ts";
import { accessKey } from "./access-key.ts";
import { signedFetch } from "./signed-fetch.ts";
import { token } from "./token.ts";

const keys = { accessKeyId: "AKTEST", secretAccessKey: "SKTESTSKTEST" };

/** Remembers what it is given to send. */
function recorder(status = 200) {
  const sent: { request: Request; body: Uint8Array }[] = [];
  const fetch = async (request: Request) => {
    sent.push({ request, body: new Uint8Array(await request.clone().arrayBuffer()) });
    return new Response(null, { status });
  };
  return { sent, fetch };
}

describe("signedFetch", () => {
  const url = "https://service.example.com/v1/p?b=2&a=x+y#part";
  const binary = new Uint8Array([0xff, 0x00, 0xfe]);

  it.each<[string, () => Parameters<typeof fetch>]>([
    ["an address", () => [url]],
    ["a URL", () => [new URL(url)]],
    ["a Request", () => [new Request(url, { method: "DELETE" })]],
    ["a Request and options", () => [new Request(url), { method: "PUT", body: "text" }]],
    ["text", () => [url, { method: "POST", body: '{"name":"中文😀"}', headers: { "Content-Type": "application/json" } }]],
    ["an empty text", () => [url, { method: "POST", body: "" }]],
    ["text with a byte order mark", () => [url, { method: "POST", body: "\ufefftext" }]],
    ["a Request with text", () => [new Request(url, { method: "POST", body: "text" })]],
    ["bytes", () => [url, { method: "POST", body: new TextEncoder().encode("bytes") }]],
    ["bytes that are not text", () => [url, { method: "POST", body: binary }]],
    ["a form", () => [url, { method: "POST", body: new URLSearchParams({ a: "b c" }) }]],
    ["a file upload", () => [url, { method: "POST", body: withFile() }]],
  ])("signs exactly the bytes that are sent: %s", async (_, call) => {
    const { sent, fetch } = recorder();
    await signedFetch(accessKey({ ...keys, projectId: "p1" }), { fetch })(...call());
    const [{ request, body } = { request: new Request(url), body: binary }] = sent;
    const headers = Object.fromEntries(request.headers);
    expect(headers["x-project-id"]).toBe("p1");
    expect(verify({ method: request.method, url: request.url, headers }, body, keys.secretAccessKey)).toBe(true);
  });

  it("shows the authentication the request as plain data, without the fragment, which is never sent", async () => {
    const seen: PlainRequest[] = [];
    const auth = (request: PlainRequest) => {
      seen.push(request);
      return {};
    };
    await signedFetch(auth, { fetch: recorder().fetch })(url, { method: "put", body: "text", headers: { A: "1" } });
    expect(seen).toEqual([
      {
        method: "PUT",
        url: "https://service.example.com/v1/p?b=2&a=x+y",
        headers: { a: "1", "content-type": "text/plain;charset=UTF-8" },
        body: "text",
      },
    ]);
  });

  it("works with the platform's fetch and with a server", async () => {
    await using server = await loopback(({ body }, response) => json(response, 200, { body }));
    const response = await signedFetch(token("T"))(server.url, { method: "POST", body: "hello" });
    expect(await response.json()).toEqual({ body: "hello" });
    expect(server.requests[0]?.headers).toMatchObject({ "x-auth-token": "T" });
  });

  it("calls the platform's fetch as a function of the platform, which a browser insists on", async () => {
    const seen: unknown[] = [];
    vi.stubGlobal("fetch", function (this: unknown) {
      seen.push(this === undefined || this === globalThis);
      return Promise.resolve(new Response());
    });
    await signedFetch(token("T"))("https://service.example.com/");
    vi.unstubAllGlobals();
    expect(seen).toEqual([true]);
  });

  it("signs the project that it is given, and refuses a contradiction", async () => {
    const { sent, fetch } = recorder();
    await signedFetch(accessKey(keys), { fetch, projectId: "p2" })(url);
    expect(sent[0]?.request.headers.get("x-project-id")).toBe("p2");
    await expect(signedFetch(accessKey({ ...keys, projectId: "p1" }), { fetch, projectId: "p2" })(url)).rejects.toThrow(/for project p1/);
  });

  it("does not follow a redirect, which would carry the token to another server", async () => {
    await using elsewhere = await loopback((_, response) => json(response, 200, {}));
    await using server = await loopback((_, response) => void response.writeHead(307, { location: elsewhere.url }).end());
    expect((await signedFetch(token("T"))(server.url)).status).toBe(307);
    expect(elsewhere.requests).toHaveLength(0);
  });

  it("sends no credentials in clear text to another machine unless it is allowed to", async () => {
    const { sent, fetch } = recorder();
    await expect(signedFetch(token("T"), { fetch })("http://service.example.com/")).rejects.toMatchObject({
      code: "invalid-option",
      message: expect.stringContaining("must use https"),
    });
    expect(sent).toHaveLength(0);
    await signedFetch(token("T"), { fetch, allowInsecureHttp: true })("http://service.example.com/");
    expect(sent).toHaveLength(1);
  });

  it("sends a request once, and takes fresh credentials for the next one after a 401", async () => {
    const { sent, fetch } = recorder(401);
    let tokens = 0;
    const signed = signedFetch(
      token(() => `T${++tokens}`),
      { fetch },
    );
    expect((await signed(url)).status).toBe(401);
    await signed(url);
    expect(sent.map(({ request }) => request.headers.get("x-auth-token"))).toEqual(["T1", "T2"]);
  });

  it("ends with the request's signal while it waits for credentials", async () => {
    const never = token(() => new Promise(() => {}));
    await expect(signedFetch(never)(url, { signal: AbortSignal.timeout(10) })).rejects.toMatchObject({ name: "TimeoutError" });
  });

  it("names a header that cannot be sent, without its value", async () => {
    const { fetch } = recorder();
    const error = await signedFetch(() => ({ "x-auth-token": "TOPSECRET\n\n1" }), { fetch })(url).catch((error) => error);
    expect(error).toMatchObject({ code: "invalid-credentials", message: expect.stringContaining("x-auth-token") });
    expect(String(error)).not.toContain("TOPSECRET");
  });

  it("takes a token that is held as a secret", async () => {
    const { sent, fetch } = recorder();
    await signedFetch(token(new Secret("T")), { fetch })(url);
    expect(sent[0]?.request.headers.get("x-auth-token")).toBe("T");
  });
});

function withFile(): FormData {
  const form = new FormData();
  form.set("file", new Blob([new Uint8Array([0xff, 1, 2])]), "file.bin");
  return form;
}
