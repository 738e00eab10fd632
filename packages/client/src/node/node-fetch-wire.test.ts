import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { failure, fetchWith, ok, serverWith } from "./fixtures.test-support.ts";

describe("what is sent", () => {
  it("is the request as it is, with Host, Content-Length: 0 and Connection: close, and nothing that the caller did not say", async () => {
    const { url, received } = await serverWith(ok);
    const headers = { "X-Auth-Token": "t", Accept: "application/json", "Content-Type": "application/json" };
    const request = new Request(`${url}/v1/a%2Fb/c%20d?x=%26&y=a+b#part`, { method: "POST", headers });
    expect(await (await fetchWith()(request)).text()).toBe("ok");
    expect(received).toEqual([
      `POST /v1/a%2Fb/c%20d?x=%26&y=a+b HTTP/1.1\r\nHost: ${new URL(url).host}\r\naccept: application/json\r\n` +
        "content-type: application/json\r\nx-auth-token: t\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    ]);
  });

  it("has no Content-Length for GET", async () => {
    const { url, received } = await serverWith(ok);
    await (await fetchWith()(url)).text();
    expect(received[0]).not.toMatch(/content-length|transfer-encoding/i);
  });

  it("has a body with its length, even when a header says another one", async () => {
    const { url, received } = await serverWith((socket) => setTimeout(() => socket.end(ok), 20));
    await (await fetchWith()(url, { method: "POST", body: "grüß", headers: { "Content-Length": "1", Host: "signed.example" } })).text();
    expect(received[0]).toMatch(/\r\nContent-Length: 6\r\n/);
    expect(received[0]).toMatch(/\r\nHost: signed\.example\r\n/);
    expect(Buffer.from(received[0]?.split("\r\n\r\n")[1] ?? "", "latin1").toString()).toBe("grüß");
  });

  it("may be a token of 40 KB", async () => {
    const { url, received } = await serverWith(ok);
    const token = "x".repeat(40_960);
    await (await fetchWith()(url, { headers: { "X-Auth-Token": token } })).text();
    expect(received[0]).toContain(`x-auth-token: ${token}\r\n`);
  });

  it.each(["data:text/plain,x", "file:///etc/hosts"])("is nothing for %s", async (url) => {
    expect(await failure(fetchWith()(url))).toBeInstanceOf(TypeError);
  });
});

describe("what comes back", () => {
  it.each([204, 205, 304])("a %i without a body", async (status) => {
    const { url } = await serverWith(`HTTP/1.1 ${status} Fine\r\n\r\n`);
    const response = await fetchWith()(url);
    expect([response.status, response.body, response.statusText]).toEqual([status, null, "Fine"]);
  });

  it.each([494, 499, 599])("the odd status %i", async (status) => {
    const { url } = await serverWith(`HTTP/1.1 ${status} \r\nContent-Length: 1\r\n\r\nx`);
    const response = await fetchWith()(url);
    expect([response.status, await response.text()]).toEqual([status, "x"]);
  });

  it("a status text that is no text does not hide the answer", async () => {
    const { url } = await serverWith("HTTP/1.1 200 \x01\x7f\r\nContent-Length: 1\r\n\r\nx");
    const result = await fetchWith()(url).catch((error) => error);
    expect(result instanceof Response ? await result.text() : result.code).toBeOneOf(["x", expect.stringMatching(/^HPE_/)]);
  });

  it.each([301, 302, 303, 307, 308])("a %i as it is, whatever the request says of redirects", async (status) => {
    const { url, received } = await serverWith(`HTTP/1.1 ${status} Moved\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n`);
    const response = await fetchWith()(url, { method: "POST", redirect: "follow" });
    expect([response.status, response.headers.get("location"), await response.text()]).toEqual([status, "/elsewhere", ""]);
    await wait(20);
    expect(received).toHaveLength(1);
  });

  it("every header, repeated ones too, also the 2001st", async () => {
    const many = Array.from({ length: 2_500 }, (_, at) => `A${at}: ${at}\r\n`).join("");
    const { url } = await serverWith(`HTTP/1.1 200 OK\r\n${many}Set-Cookie: a\r\nSet-Cookie: b\r\nContent-Length: 0\r\n\r\n`);
    const { headers } = await fetchWith()(url);
    expect(headers.get("a2499")).toBe("2499");
    expect(headers.getSetCookie()).toEqual(["a", "b"]);
  });

  it("headers of 120 KB", async () => {
    const { url } = await serverWith(`HTTP/1.1 200 OK\r\nX-Subject-Token: ${"t".repeat(120_000)}\r\nContent-Length: 0\r\n\r\n`);
    expect((await fetchWith()(url)).headers.get("x-subject-token")).toHaveLength(120_000);
  });

  it.each([
    ["gzip", gzipSync],
    ["x-gzip", gzipSync],
    ["deflate", deflateSync],
    ["br", brotliCompressSync],
  ])("a body that came as %s, although nobody asked for it", async (coding, compress) => {
    const body = compress("hello").toString("latin1");
    const { url } = await serverWith(`HTTP/1.1 200 OK\r\nContent-Encoding: ${coding}\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    expect(await (await fetchWith()(url)).text()).toBe("hello");
  });

  it("one large body, chunk by chunk and unharmed", async () => {
    const body = Buffer.alloc(3 * 1024 * 1024, "0123456789");
    const { url } = await serverWith((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n`);
      socket.end(body);
    });
    const hash = (data: Uint8Array) => createHash("sha256").update(data).digest("hex");
    expect(hash(new Uint8Array(await (await fetchWith()(url)).arrayBuffer()))).toBe(hash(body));
  });

  it("no more than is asked for: the server is held back", async () => {
    let taken = 0;
    const { url } = await serverWith((socket) => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      const fill = () => {
        while (taken < 64 * 1024 * 1024 && socket.write(Buffer.alloc(64 * 1024))) taken += 64 * 1024;
      };
      socket.on("drain", fill);
      fill();
    });
    const response = await fetchWith()(url);
    const reader = response.body?.getReader();
    await reader?.read();
    await wait(150);
    expect(taken).toBeLessThan(32 * 1024 * 1024);
    await reader?.cancel();
  });

  it("an answer after interim ones that nobody asked for", async () => {
    const { url } = await serverWith(
      `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 102 \r\n\r\n${ok}`,
    );
    const response = await fetchWith()(url, { method: "POST" });
    expect([response.status, response.headers.get("link"), await response.text()]).toEqual([200, null, "ok"]);
  });
});
