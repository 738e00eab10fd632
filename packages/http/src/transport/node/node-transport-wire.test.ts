import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import zlib, { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it, vi } from "vitest";
import { eventually, failure, ok, send, serverWith, transportWith } from "../../../test/sending.ts";
import type { PlainRequest } from "../../request/plain-request.ts";

describe("the request", () => {
  it("is the request as it is, with Host, Content-Length: 0 and Connection, and nothing else", async () => {
    const { url, received } = await serverWith(ok);
    const headers = { "x-auth-token": "t", accept: "application/json", "content-type": "application/json" };
    expect(await send(transportWith(), `${url}/v1/a%2Fb/c%20d?x=%26&y=a+b`, { headers })).toMatchObject({ text: "ok" });
    expect(received).toEqual([
      `POST /v1/a%2Fb/c%20d?x=%26&y=a+b HTTP/1.1\r\nHost: ${new URL(url).host}\r\nx-auth-token: t\r\naccept: application/json\r\n` +
        "content-type: application/json\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n",
    ]);
  });

  it.each(["GET", "HEAD", "DELETE", "OPTIONS"])("has no Content-Length for %s", async (method) => {
    const { url, received } = await serverWith(ok);
    await send(transportWith(), url, { method });
    expect(received[0]).not.toMatch(/content-length|transfer-encoding/i);
  });

  it.each(["GET", "POST", "PUT", "PATCH", "DELETE"])(
    "has a body with its length, even when a header says another one: %s",
    async (method) => {
      const { url, received } = await serverWith((socket) => setTimeout(() => socket.end(ok), 20));
      const headers = { "content-length": "1", "transfer-encoding": "chunked", connection: "upgrade", host: "signed.example" };
      await send(transportWith(), url, { method, headers, body: "grüß" });
      expect(received[0]).toMatch(/\r\nContent-Length: 6\r\nConnection: keep-alive\r\n\r\n/);
      expect(received[0]).toMatch(/\r\nHost: signed\.example\r\n/);
      expect(received[0]).not.toMatch(/upgrade|chunked|content-length: 1/);
      expect(Buffer.from(received[0]?.split("\r\n\r\n")[1] ?? "", "latin1").toString()).toBe("grüß");
    },
  );

  it("may be a token of 40 KB, and a body of 3 MB", async () => {
    const body = "0123456789".repeat(300_000);
    const { url, received } = await serverWith((socket) => {
      socket.on("data", () => received[0]?.endsWith(`${body.slice(-10)}`) && (received[0]?.length ?? 0) > body.length && socket.end(ok));
    });
    const token = "x".repeat(40_960);
    await send(transportWith(), url, { headers: { "x-auth-token": token }, body });
    expect(received[0]).toContain(`x-auth-token: ${token}\r\n`);
    expect(received[0]?.split("\r\n\r\n")[1] === body).toBe(true);
  });

  it.each([
    "data:text/plain,x",
    "file:///etc/hosts",
    "ftp://127.0.0.1/",
    "no url",
    "https://",
    "http://user:pass@127.0.0.1/",
    "http://127.0.0.1?q=/",
  ])("is nothing for the address %s", async (url) => {
    expect(await failure(send(transportWith(), url))).toMatchObject({ notSent: true, cause: { name: "TypeError" } });
  });

  it.each<[string, Partial<PlainRequest>, string]>([
    ["a path", {}, "/a b"],
    ["a header's name", { headers: { "a b": "x" } }, "/"],
    ["a header's value", { headers: { a: "x\r\nEvil: 1" } }, "/"],
    ["a method", { method: "P OST" }, "/"],
  ])("is nothing when %s cannot be written", async (_, request, path) => {
    const { url, received } = await serverWith(ok);
    const error = await failure(send(transportWith(), url + path, request));
    expect(error).toMatchObject({ notSent: true, cause: { name: "TypeError" } });
    expect(received.join("")).toBe("");
  });
});

describe("the result", () => {
  it.each([204, 205, 304])("a %i without a body", async (status) => {
    const { url } = await serverWith(`HTTP/1.1 ${status} Fine\r\nContent-Length: 0\r\n\r\n`);
    expect(await send(transportWith(), url)).toEqual({ status, headers: { "content-length": "0" }, text: "" });
  });

  it("nothing for HEAD but the headers", async () => {
    const { url } = await serverWith("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
    expect(await send(transportWith(), url, { method: "HEAD" })).toEqual({ status: 200, headers: { "content-length": "5" }, text: "" });
  });

  it.each([494, 499, 599, 700])("the odd status %i", async (status) => {
    const { url } = await serverWith(`HTTP/1.1 ${status} \r\nContent-Length: 1\r\n\r\nx`);
    expect(await send(transportWith(), url)).toMatchObject({ status, text: "x" });
  });

  it.each(["HTTP/2.0", "HTTP/0.9", "RTSP/1.0", "RTSP/1.1", "ICE/1.0"])(
    "nothing to rely on from a server that speaks %s",
    async (protocol) => {
      for (const ownConnection of [true, false]) {
        const { url, open } = await serverWith((socket) => void socket.write(ok.replace("HTTP/1.1", protocol)));
        const response = await send(transportWith(), url, {}, { ownConnection });
        expect(response).toMatchObject({ status: 200, incomplete: { problem: "it is not an HTTP/1.0 or HTTP/1.1 response" } });
        await eventually(() => open.size).toBe(0);
      }
    },
  );

  it.each(["HTTP/1.0", "\r\nHTTP/1.1"])("an answer that begins with %j", async (start) => {
    const { url } = await serverWith(ok.replace("HTTP/1.1", start));
    expect(await send(transportWith(), url)).toEqual({ status: 200, headers: { "content-length": "2" }, text: "ok" });
  });

  it.each([301, 302, 303, 307, 308])("a %i as it is", async (status) => {
    const { url, received } = await serverWith(`HTTP/1.1 ${status} Moved\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n`);
    expect(await send(transportWith(), url)).toMatchObject({ status, headers: { location: "/elsewhere" }, text: "" });
    await wait(20);
    expect(received).toHaveLength(1);
  });

  it("every header, repeated ones joined, also the 2001st, under any name", async () => {
    const many = Array.from({ length: 2_500 }, (_, at) => `A${at}: ${at}\r\n`).join("");
    const odd = "Constructor: c\r\n__proto__: p\r\nSet-Cookie: a\r\nContent-Type: x\r\nSet-Cookie: b\r\nContent-Type: y\r\n";
    const { url } = await serverWith(`HTTP/1.1 200 OK\r\n${many}${odd}Content-Length: 0\r\n\r\n`);
    const { headers } = await send(transportWith(), url);
    expect(headers.a2499).toBe("2499");
    expect(headers["set-cookie"]).toBe("a, b");
    expect(headers["content-type"]).toBe("x, y");
    expect(headers.constructor).toBe("c");
    expect(Object.entries(headers)).toContainEqual(["__proto__", "p"]);
  });

  it("headers of 120 KB", async () => {
    const { url } = await serverWith(`HTTP/1.1 200 OK\r\nX-Subject-Token: ${"t".repeat(120_000)}\r\nContent-Length: 0\r\n\r\n`);
    expect((await send(transportWith(), url)).headers["x-subject-token"]).toHaveLength(120_000);
  });

  it.each([
    ["gzip", gzipSync],
    ["x-gzip", gzipSync],
    [" GZIP ", gzipSync],
    ["deflate", deflateSync],
    ["br", brotliCompressSync],
  ])("a body that came as %s, although it was not requested", async (coding, compress) => {
    const body = compress("hello").toString("latin1");
    const { url } = await serverWith(`HTTP/1.1 200 OK\r\nContent-Encoding: ${coding}\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    const response = await send(transportWith(), url);
    expect(response.text).toBe("hello");
    expect(response).not.toHaveProperty("incomplete");
  });

  it.each([
    ["HEAD", "HEAD", 200, "Content-Length: 9\r\n"],
    ["204", "POST", 204, ""],
    ["304", "GET", 304, "Content-Length: 9\r\n"],
  ])("nothing if the headers speak of compression, but there is no body: %s", async (_, method, status, length) => {
    const { url } = await serverWith((socket) => void socket.write(`HTTP/1.1 ${status} OK\r\nContent-Encoding: gzip\r\n${length}\r\n`));
    const response = await send(transportWith(), url, { method });
    expect(response).toMatchObject({ status, text: "" });
    expect(response).not.toHaveProperty("incomplete");
  });

  it("a body in UTF-8 whose characters are cut by the packets, without its byte order mark", async () => {
    const { url } = await serverWith((socket) => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n\xef\xbb\xbfgr\xc3", "latin1");
      setTimeout(() => socket.end("\xbc\xc3\x9f", "latin1"), 20);
    });
    expect(await send(transportWith(), url)).toMatchObject({ text: "grüß" });
  });

  it("a body in the charset that it declares, if it is not UTF-8", async () => {
    const { url } = await serverWith("HTTP/1.1 400 Bad\r\nContent-Type: application/json;charset=gbk\r\n\r\n\xb9\xa4\xd7\xf7\xc1\xf7");
    expect(await send(transportWith(), url)).toMatchObject({ text: "工作流" });
  });

  it("one large body, unharmed", async () => {
    const body = Buffer.alloc(3 * 1024 * 1024, "0123456789");
    const { url } = await serverWith((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n`);
      socket.end(body);
    });
    const hash = (data: Buffer | string) => createHash("sha256").update(data).digest("hex");
    const { text } = await send(transportWith(), url, {}, { maxBytes: body.length });
    expect(hash(text)).toBe(hash(body));
  });

  it("a response after unrequested interim ones", async () => {
    const { url } = await serverWith(
      `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 102 \r\n\r\n${ok}`,
    );
    expect(await send(transportWith(), url)).toEqual({ status: 200, headers: { "content-length": "2" }, text: "ok" });
  });
});

describe("a body is read up to its bound", () => {
  it.each([
    ["with a length", "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n0123456789x"],
    ["in chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n01234\r\n6\r\n56789x\r\n0\r\n\r\n"],
    ["without an end", "HTTP/1.1 200 OK\r\n\r\n0123456789x"],
    ["after decompression", `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n${gzipSync("0123456789".repeat(100)).toString("latin1")}`],
  ])("%s", async (_, answer) => {
    const { url, open } = await serverWith((socket) => void socket.write(answer, "latin1"));
    const response = await send(transportWith(), url, {}, { maxBytes: 10 });
    expect(response).toMatchObject({ status: 200, text: "0123456789", incomplete: { problem: "the body is longer than 10 bytes" } });
    await eventually(() => open.size).toBe(0);
  });

  it("which may be exact, and is named in KiB", async () => {
    const exact = await serverWith("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789");
    expect(await send(transportWith(), exact.url, {}, { maxBytes: 10 })).not.toHaveProperty("incomplete");
    const long = await serverWith(`HTTP/1.1 200 OK\r\n\r\n${"x".repeat(2049)}`);
    const { incomplete } = await send(transportWith(), long.url, {}, { maxBytes: 2048 });
    expect(incomplete?.problem).toBe("the body is longer than 2 KiB");
  });

  it("even when a few bytes grow to many: the rest is not decompressed", async () => {
    const createUnzip = vi.spyOn(zlib, "createUnzip");
    const bomb = zlib.gzipSync(Buffer.alloc(64 * 1024 * 1024)).toString("latin1");
    const { url } = await serverWith(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n${bomb}`);
    const { incomplete } = await send(transportWith(), url, {}, { maxBytes: 1024 });
    expect(incomplete?.problem).toBe("the body is longer than 1 KiB");
    expect(createUnzip.mock.results[0]?.value).toHaveProperty("destroyed", true);
    createUnzip.mockRestore();
  });

  it("without half a character", async () => {
    const { url } = await serverWith(`HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n123\xc3\xbc4`);
    expect(await send(transportWith(), url, {}, { maxBytes: 4 })).toMatchObject({ text: "123" });
  });

  it("and no further: the server is held back", async () => {
    let taken = 0;
    const { url } = await serverWith((socket) => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      const fill = () => {
        while (taken < 64 * 1024 * 1024 && socket.write(Buffer.alloc(64 * 1024))) taken += 64 * 1024;
      };
      socket.on("drain", fill);
      fill();
    });
    await send(transportWith(), url);
    await wait(50);
    expect(taken).toBeLessThan(32 * 1024 * 1024);
  });
});
