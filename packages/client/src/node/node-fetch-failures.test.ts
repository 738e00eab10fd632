import type { Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { startTlsFault } from "@aom-workflow/mock";
import { describe, expect, it } from "vitest";
import { provesNotSent } from "../classify-network-error.ts";
import { isConnectError } from "./connect-errors.ts";
import { closed, failure, fetchWith, serverWith } from "./fixtures.test-support.ts";
import { nodeFetch } from "./node-fetch.ts";
import type { Answer } from "./raw-server.test-support.ts";

describe("failures after the connection stood are never called not-sent", () => {
  const reset = (socket: Socket) => void socket.resetAndDestroy();
  it.each<[string, Answer, string | undefined]>([
    ["a reset", reset, "ECONNRESET"],
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
    ["a status that does not exist", "HTTP/1.1 700 What\r\nContent-Length: 0\r\n\r\n", undefined],
  ])("%s", async (_, answer, code) => {
    const { url, received, open } = await serverWith(answer);
    const error = await failure(fetchWith()(url, { method: "POST" }));
    expect(error).toBeInstanceOf(Error);
    expect(error.code).toEqual(code);
    expect([isConnectError(error), provesNotSent(error)]).toEqual([false, false]);
    await wait(20);
    expect(received, "requests").toHaveLength(1);
    expect(open.size, "open connections").toBe(0);
  });

  it.each<[string, Answer]>([
    ["closed in the body", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab"],
    ["closed in a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"],
    ["no chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"],
    ["no gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nok"],
    ["half of gzip", `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n${gzipSync("hello").toString("latin1").slice(0, 12)}`],
  ])("%s: the body breaks off", async (_, answer) => {
    const { url } = await serverWith(answer);
    const error = await failure(fetchWith()(url).then((response) => response.text()));
    expect(provesNotSent(error)).toBe(false);
  });
});

describe("failures before the connection stood prove that nothing was sent", () => {
  it.each([
    ["nothing listens", "http://127.0.0.1:1/", "ECONNREFUSED"],
    ["nothing listens for TLS", "https://127.0.0.1:1/", "ECONNREFUSED"],
    ["no such host", "https://aom.nowhere.invalid/", expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/)],
  ])("%s", async (_, url, code) => {
    const error = await failure(fetchWith()(url));
    expect(error.code).toEqual(code);
    expect(isConnectError(error)).toBe(true);
  });

  it.each([
    ["self-signed", "DEPTH_ZERO_SELF_SIGNED_CERT"],
    ["expired", "CERT_HAS_EXPIRED"],
    ["wrong-host", "ERR_TLS_CERT_ALTNAME_INVALID"],
    ["plain-http", expect.stringMatching(/^ERR_SSL_/)],
    ["close-in-handshake", "ECONNRESET"],
    ["reset-in-handshake", "ECONNRESET"],
    ["old-protocol", expect.stringMatching(/^ERR_SSL_/)],
  ] as const)("TLS: %s", async (kind, code) => {
    const server = await startTlsFault(kind);
    closed(server);
    const error = await failure(fetchWith({ ca: server.authority })(server.url, { method: "POST" }));
    expect(error.code).toEqual(code);
    expect(isConnectError(error)).toBe(true);
    expect([server.requests, server.connections]).toEqual([0, 1]);
  });
});

describe("authorities", () => {
  it("one that is handed in is trusted, and without it is not", async () => {
    const server = await startTlsFault("none");
    closed(server);
    expect(await (await fetchWith({ ca: server.authority })(server.url, { method: "POST" })).json()).toEqual({ result: "success" });
    expect(await failure(fetchWith()(server.url))).toHaveProperty("code", "UNABLE_TO_VERIFY_LEAF_SIGNATURE");
    expect(server.requests).toBe(1);
  });

  it("a text without a certificate is refused at once", () => {
    expect(() => nodeFetch({ ca: "/etc/ssl/company.pem" })).toThrow(/ca must be the text of a certificate/);
  });
});
