import { createHash } from "node:crypto";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { getEventListeners } from "node:events";
import type { Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { startTlsFault } from "@aom-workflow/mock";
import { afterEach, describe, expect, it } from "vitest";
import { provesNotSent } from "../classify-network-error.ts";
import { isConnectError } from "./connect-errors.ts";
import { type NodeFetchOptions, nodeFetch } from "./node-fetch.ts";
import { type Answer, type RawServer, rawServer } from "./raw-server.test-support.ts";

const ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
const closing: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of closing.splice(0)) await each.close();
});

async function serverWith(answer: Answer): Promise<RawServer> {
  const server = await rawServer(answer);
  closing.push(server);
  return server;
}

function fetchWith(options: NodeFetchOptions = {}) {
  const fetch = nodeFetch({ proxy: false, ...options });
  closing.push(fetch);
  return fetch;
}

const failure = (work: Promise<unknown>): Promise<Error & { code?: string }> =>
  work.then(
    () => expect.unreachable("it succeeded"),
    (error) => error,
  );

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
    closing.push(server);
    const error = await failure(fetchWith({ ca: server.authority })(server.url, { method: "POST" }));
    expect(error.code).toEqual(code);
    expect(isConnectError(error)).toBe(true);
    expect([server.requests, server.connections]).toEqual([0, 1]);
  });
});

describe("authorities", () => {
  it("one that is handed in is trusted, and without it is not", async () => {
    const server = await startTlsFault("none");
    closing.push(server);
    expect(await (await fetchWith({ ca: server.authority })(server.url, { method: "POST" })).json()).toEqual({ result: "success" });
    expect(await failure(fetchWith()(server.url))).toHaveProperty("code", "UNABLE_TO_VERIFY_LEAF_SIGNATURE");
    expect(server.requests).toBe(1);
  });

  it("a text without a certificate is refused at once", () => {
    expect(() => nodeFetch({ ca: "/etc/ssl/company.pem" })).toThrow(/ca must be the text of a certificate/);
  });
});

describe("an abort", () => {
  const reason = new Error("enough");

  it("before the call sends nothing", async () => {
    const { url, received } = await serverWith(ok);
    expect(await failure(fetchWith()(url, { signal: AbortSignal.abort(reason) }))).toBe(reason);
    await wait(20);
    expect(received).toEqual([]);
  });

  it.each(["init", "request"])("by the signal of the %s while the server thinks ends the connection at once", async (where) => {
    const { url, open } = await serverWith(() => {});
    const { signal, abort } = aborting();
    const fetch = fetchWith();
    const answer = failure(where === "init" ? fetch(url, { signal }) : fetch(new Request(url, { signal })));
    await expect.poll(() => open.size).toBe(1);
    abort();
    expect(await answer).toBe(reason);
    await expect.poll(() => open.size, { timeout: 200 }).toBe(0);
    expect(isConnectError(reason)).toBe(false);
  });

  it("in the body ends the connection and the stream", async () => {
    const { url, open } = await serverWith((socket) => void socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab"));
    const { signal, abort } = aborting();
    const text = failure((await fetchWith()(url, { signal })).text());
    await wait(10);
    abort();
    expect(await text).toBe(reason);
    await expect.poll(() => open.size, { timeout: 200 }).toBe(0);
  });

  it("in the handshake ends the connection", async () => {
    const server = await serverWith(() => {});
    const { signal, abort } = aborting();
    const answer = failure(fetchWith()(server.url.replace("http:", "https:"), { signal }));
    await expect.poll(() => server.open.size).toBe(1);
    abort();
    expect(await answer).toBe(reason);
    await expect.poll(() => server.open.size, { timeout: 200 }).toBe(0);
    // The caller may use one reason for several calls, of which some were sent.
    expect(isConnectError(reason)).toBe(false);
  });

  it.each(
    ["http:", "https:"].flatMap((scheme) =>
      [false, true].flatMap((keepAlive) => Array.from({ length: 12 }, (_, ticks) => ({ scheme, keepAlive, ticks }))),
    ),
  )("$ticks microtasks after the connection stands ($scheme, keep-alive $keepAlive) neither crashes nor loses it", async (at) => {
    const server = at.scheme === "http:" ? await serverWith(() => {}) : await startTlsFault("none");
    closing.push(server);
    const { signal, abort } = aborting();
    const opened: Socket[] = [];
    const watch = (message: unknown) => {
      const { socket } = message as { socket: Socket };
      opened.push(socket);
      socket.once(at.scheme === "http:" ? "connect" : "secureConnect", async () => {
        for (let tick = 0; tick < at.ticks; tick++) await undefined;
        abort();
      });
    };
    subscribe("net.client.socket", watch);
    try {
      const fetch = fetchWith({ keepAlive: at.keepAlive, ...("authority" in server && { ca: server.authority }) });
      expect(await failure(fetch(server.url, { method: "POST", signal }))).toBe(reason);
      // A connection that was not used yet may wait for the next request.
      await wait(5);
      if (at.keepAlive) fetch.close();
    } finally {
      unsubscribe("net.client.socket", watch);
    }
    await expect.poll(() => opened.map(({ destroyed }) => destroyed), { timeout: 200, interval: 5 }).toEqual([true]);
  });

  it("leaves no listener behind when the call is over", async () => {
    const { url } = await serverWith(ok);
    const { signal } = new AbortController();
    await (await fetchWith()(url, { signal })).text();
    await (await fetchWith()(new Request(url), { signal, redirect: "manual" })).text();
    await failure(fetchWith()("http://127.0.0.1:1", { signal }));
    await failure(fetchWith()("https://127.0.0.1:1", { signal }));
    await expect.poll(() => getEventListeners(signal, "abort")).toEqual([]);
  });

  function aborting() {
    const controller = new AbortController();
    return { signal: controller.signal, abort: () => controller.abort(reason) };
  }
});

describe("connections", () => {
  const keptAlive = (socket: Socket) => void socket.write(ok);

  it("each call has its own, which is closed", async () => {
    const server = await serverWith(keptAlive);
    const fetch = fetchWith();
    for (let call = 0; call < 3; call++) await (await fetch(server.url)).text();
    expect(server.received).toHaveLength(3);
    await expect.poll(() => server.open.size).toBe(0);
  });

  it("are used again where that is wanted, until closed", async () => {
    const server = await serverWith(keptAlive);
    const fetch = fetchWith({ keepAlive: true });
    for (let call = 0; call < 3; call++) await (await fetch(server.url)).text();
    expect(server.received).toHaveLength(1);
    expect(server.received[0]).not.toMatch(/Connection: close/);
    expect(server.open.size).toBe(1);
    fetch.close();
    await expect.poll(() => server.open.size).toBe(0);
  });

  it("one that the server drops as it is used again is not replaced: the second request may have been read", async () => {
    const server = await serverWith((socket, number) => void (number === 0 ? socket.write(ok) : socket.resetAndDestroy()));
    const fetch = fetchWith({ keepAlive: true });
    await (await fetch(server.url, { method: "POST" })).text();
    const error = await failure(fetch(server.url, { method: "POST" }));
    expect([error.code, isConnectError(error), provesNotSent(error)]).toEqual(["ECONNRESET", false, false]);
    await wait(20);
    expect(server.received.map((text) => text.match(/POST/g)?.length)).toEqual([2]);
  });
});
