import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";
import { setImmediate as immediate, setTimeout as wait } from "node:timers/promises";
import { deflateRawSync, gzipSync } from "node:zlib";
import { startTlsFault } from "@aom-workflow/mock";
import { describe, expect, it, vi } from "vitest";
import type { RawAnswer } from "../../../test/raw-server.ts";
import { closed, eventually, failure, send, serverWith, transportWith } from "../../../test/sending.ts";
import { nodeTransport } from "./node-transport.ts";

describe("failures once the connection is established are never called not-sent", () => {
  it.each<[string, RawAnswer, string | undefined]>([
    ["a reset", (socket) => void socket.resetAndDestroy(), "ECONNRESET"],
    ["an end without an answer", (socket) => void socket.end(), "ECONNRESET"],
    ["half a status line", "HTTP/1.1 20", "ECONNRESET"],
    ["no HTTP at all", "SSH-2.0-OpenSSH\r\n\r\n", "HPE_INVALID_CONSTANT"],
    ["two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx", "HPE_UNEXPECTED_CONTENT_LENGTH"],
    [
      "length and chunks",
      "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n",
      expect.stringMatching(/^HPE_/),
    ],
    ["130 KB of headers", `HTTP/1.1 200 OK\r\nA: ${"x".repeat(132 * 1024)}\r\n\r\n`, "HPE_HEADER_OVERFLOW"],
    ["a switch of protocols", "HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n", undefined],
  ])("%s", async (_, answer, code) => {
    const { url, received, open } = await serverWith(answer);
    const error = await failure(send(transportWith(), url));
    expect(error).toMatchObject({ notSent: false, code });
    expect(error.cause).toBeInstanceOf(Error);
    await eventually(() => open.size).toBe(0);
    expect(received, "requests").toHaveLength(1);
  });

  describe("although only the first 64 KiB of a large body were read, and the rest was never written,", () => {
    const body = "x".repeat(16 * 1024 * 1024);
    const readsSome = (then: (socket: Socket) => void) =>
      serverWith((socket, number) => {
        if (number > 0) return;
        const read = () => {
          if (socket.bytesRead < 64 * 1024) return;
          socket.off("data", read).pause();
          then(socket);
        };
        socket.on("data", read);
      });

    it("when the server resets the connection", async () => {
      const { url } = await readsSome((socket) => socket.resetAndDestroy());
      expect(await failure(send(transportWith(), url, { body }))).toMatchObject({ notSent: false });
    });

    it("when the caller aborts", async () => {
      const controller = new AbortController();
      const { url, open } = await readsSome(() => controller.abort(new Error("enough")));
      const { signal } = controller;
      expect(await failure(send(transportWith(), url, { body }, { signal }))).toMatchObject({
        notSent: false,
        cause: { message: "enough" },
      });
      for (const socket of open) socket.resume();
      await eventually(() => open.size).toBe(0);
    });
  });

  it.each<[string, RawAnswer, string, string | undefined]>([
    ["closed in the body", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab", "ab", undefined],
    ["closed in a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", "ab", undefined],
    ["reset in the body", resetInTheBody, "ab", "ECONNRESET"],
    ["no chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\nzz\r\n", expect.any(String), "HPE_INVALID_CHUNK_SIZE"],
    [
      "half of gzip",
      `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n${gzipSync("hello").toString("latin1").slice(0, 12)}`,
      expect.any(String),
      "Z_BUF_ERROR",
    ],
  ])("%s: the response is reported as incomplete", async (_, answer, text, code) => {
    const { url, received, open } = await serverWith(answer);
    const response = await send(transportWith(), url);
    expect(response).toMatchObject({ status: 200, text, incomplete: { problem: "the body ended too early or could not be decoded" } });
    expect(response.incomplete?.cause).toBeInstanceOf(Error);
    if (code) expect(response.incomplete?.cause).toHaveProperty("code", code);
    await eventually(() => open.size).toBe(0);
    expect(received, "requests").toHaveLength(1);
  });

  it.each([
    ["gzip", "ok"],
    ["deflate", deflateRawSync("hello").toString("latin1")],
    ["br", "no brotli at all"],
  ])("a body that is not what its content encoding %s says: that is reported", async (coding, body) => {
    const { url } = await serverWith(`HTTP/1.1 200 OK\r\nContent-Encoding: ${coding}\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    const problem = `the body could not be decompressed: it is not what its content encoding, ${coding}, says`;
    const response = await send(transportWith(), url);
    expect(response).toMatchObject({ status: 200, incomplete: { problem, cause: expect.any(Error) } });
  });

  function resetInTheBody(socket: Socket): void {
    socket.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab");
    setTimeout(() => socket.resetAndDestroy(), 20);
  }
});

describe("failures before the connection is established prove that nothing was sent", () => {
  it.each([
    ["nothing listens", "http://127.0.0.1:1/", "ECONNREFUSED"],
    ["nothing listens for TLS", "https://127.0.0.1:1/", "ECONNREFUSED"],
    ["no such host", "https://aom.nowhere.invalid/", expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/)],
  ])("%s", async (_, url, code) => {
    expect(await failure(send(transportWith(), url))).toMatchObject({ notSent: true, code });
  });

  it.each([undefined, Object.assign(new Error("alert"), { code: "ERR_SSL_ALERT" })])(
    "ended as soon as it is established: %s",
    async (reason) => {
      const { url, received } = await serverWith(() => {});
      const end = (message: unknown) => {
        const { socket } = message as { socket: Socket };
        socket.once("connect", () => socket.destroy(reason));
      };
      subscribe("net.client.socket", end);
      try {
        const { error: _, ...failed } = await failure(send(transportWith(), url));
        expect(failed).toMatchObject({ notSent: true, code: reason?.code ?? "ECONNRESET", cause: { message: expect.any(String) } });
      } finally {
        unsubscribe("net.client.socket", end);
      }
      expect(received.join("")).toBe("");
    },
  );

  it.each([
    ["the handshake", "https:", false],
    ["a tunnel", "http:", true],
  ])("a server that accepts and then says nothing, in %s, is given up after 10 s and let go", async (_, scheme, asProxy) => {
    const server = await serverWith(() => {});
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const sent = send(transportWith({ proxy: asProxy && server.url }), `${scheme}//127.0.0.1:${server.port}`);
      let settled = false;
      const failed = failure(sent).finally(() => (settled = true));
      while (server.open.size === 0) await immediate();
      vi.advanceTimersByTime(9_999);
      await immediate();
      expect(settled).toBe(false);
      vi.advanceTimersByTime(1);
      expect(await failed).toMatchObject({ notSent: true, code: "ETIMEDOUT", cause: { message: "No connection within 10 s." } });
    } finally {
      vi.useRealTimers();
    }
    await eventually(() => server.open.size).toBe(0);
  });

  it.each([
    ["self-signed", "DEPTH_ZERO_SELF_SIGNED_CERT"],
    ["expired", "CERT_HAS_EXPIRED"],
    ["wrong-host", "ERR_TLS_CERT_ALTNAME_INVALID"],
    ["plain-http", expect.stringMatching(/^(ERR_SSL_|EPROTO$)/)],
    ["close-in-handshake", "ECONNRESET"],
    ["reset-in-handshake", "ECONNRESET"],
    ["old-protocol", expect.stringMatching(/^(ERR_SSL_|EPROTO$)/)],
  ] as const)("TLS: %s", async (kind, code) => {
    const server = closed(await startTlsFault(kind));
    const error = await failure(send(transportWith({ ca: server.authority }), server.url));
    expect(error).toMatchObject({ notSent: true, code });
    expect([server.requests, server.connections]).toEqual([0, 1]);
  });
});

describe("authorities", () => {
  it("one that is handed in is trusted, and without it is not", async () => {
    const server = closed(await startTlsFault("none"));
    expect(await send(transportWith({ ca: server.authority }), server.url)).toMatchObject({ text: '{"result":"success"}' });
    expect(await failure(send(transportWith(), server.url))).toMatchObject({ notSent: true, code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" });
    expect(server.requests).toBe(1);
  });

  it("a text without a certificate is refused at once", () => {
    expect(() => nodeTransport({ ca: "/etc/ssl/company.pem" })).toThrow(
      /ca must be the text of certificates in PEM format, but has no certificate/,
    );
  });
});

describe("closing the transport", () => {
  const closedFirst = { notSent: true, cause: { message: "The transport is closed." } };

  it("ends requests in progress; their outcome stays unknown", async () => {
    const { url, received } = await serverWith(() => {});
    const transport = transportWith();
    const answer = failure(send(transport, url));
    await eventually(() => received[0]).toMatch(/\r\n\r\n$/);
    transport.close?.();
    expect(await answer).toMatchObject({ notSent: false, cause: { message: "The transport is closed." } });
  });

  it.each(["http:", "https:"])("gives up a connection to %s that is being opened: nothing is sent after it", async (scheme) => {
    const { url, received } = await serverWith(() => {});
    const transport = transportWith();
    const answer = failure(send(transport, url.replace("http:", scheme)));
    transport.close?.();
    expect(await answer).toMatchObject(closedFirst);
    await wait(20);
    expect(received.join("")).toBe("");
  });

  it("refuses later requests, even if a kept connection was about to be used", async () => {
    const { url, received } = await serverWith((socket) => void socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    const transport = transportWith();
    await send(transport, url);
    const about = failure(send(transport, url));
    transport.close?.();
    expect(await about).toMatchObject(closedFirst);
    expect(await failure(send(transport, url))).toMatchObject(closedFirst);
    expect(received.map((text) => text.match(/POST/g)?.length)).toEqual([1]);
  });
});
