import { getEventListeners } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it, vi } from "vitest";
import { eventually, failure, ok, send, serverWith } from "../../test/sending.ts";
import { fetchTransport } from "./fetch-transport.ts";

afterEach(() => void vi.unstubAllGlobals());

const somewhere = "http://127.0.0.1:1/";
const platformsFetch = globalThis.fetch;
type Fetch = typeof globalThis.fetch;

/** A `fetch` of the user's own that answers with this. */
const answering = (response: unknown) => fetchTransport((async () => response) as Fetch);
const refusing = (error: unknown) => async () => {
  throw error;
};
const refused = () => new TypeError("fetch failed", { cause: Object.assign(new Error(), { code: "ECONNREFUSED", syscall: "connect" }) });

describe("over the platform's fetch", () => {
  it("sends the request as it is and returns the response as plain data", async () => {
    const { url, received } = await serverWith(
      `HTTP/1.1 202 Fine\r\nSet-Cookie: a\r\nX-Y: 1\r\nSet-Cookie: b\r\nContent-Length: 5\r\n\r\ngr\xc3\xbcn`,
    );
    const response = await send(fetchTransport(), `${url}/a%2Fb?x=%26`, { headers: { "x-auth-token": "t" }, body: '{"a":1}' });
    expect(response).toMatchObject({ status: 202, text: "grün", headers: { "set-cookie": "a, b", "x-y": "1" }, redirected: false });
    expect(response).not.toHaveProperty("incomplete");
    expect(received[0]).toMatch(/^POST \/a%2Fb\?x=%26 HTTP\/1\.1\r\n/);
    expect(received[0]).toMatch(/\r\nx-auth-token: t\r\n/);
    expect(received[0]).toMatch(/\r\ncontent-length: 7\r\n/);
    expect(received[0]).toMatch(/\r\n\r\n\{"a":1\}$/);
  });

  it("reads a body in the charset that it declares, if it is not UTF-8", async () => {
    const gbk = { status: 400, headers: { "content-type": "application/json;charset=gbk" } };
    const { url } = await serverWith("HTTP/1.1 400 Bad\r\nContent-Type: application/json;charset=gbk\r\n\r\n\xb9\xa4\xd7\xf7\xc1\xf7");
    expect(await send(fetchTransport(), url)).toMatchObject({ text: "工作流" });
    expect(await send(answering({ ...gbk, text: async () => "\ufffd" }), somewhere)).toMatchObject({ text: "\ufffd" });
  });

  it.each([301, 303, 307])("follows no redirect: %i", async (status) => {
    const { url, received } = await serverWith(`HTTP/1.1 ${status} Moved\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n`);
    expect(await send(fetchTransport(), url)).toMatchObject({ status, headers: { location: "/elsewhere" } });
    await wait(20);
    expect(received).toHaveLength(1);
  });

  it("has no body for 204", async () => {
    const { url } = await serverWith("HTTP/1.1 204 No Content\r\n\r\n");
    expect(await send(fetchTransport(), url)).toMatchObject({ status: 204, text: "" });
  });

  it.each([
    ["with a length", "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n0123456789x"],
    ["in chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n01234\r\n6\r\n56789x\r\n"],
    ["decompressed", `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n${gzipSync("0123456789".repeat(99)).toString("latin1")}`],
  ])("reads a body up to the bound: %s", async (_, answer) => {
    const { url, open } = await serverWith((socket) => void socket.write(answer, "latin1"));
    const response = await send(fetchTransport(), url, {}, { maxBytes: 10 });
    expect(response).toMatchObject({ status: 200, text: "0123456789", incomplete: { problem: "the body is longer than 10 bytes" } });
    if (!answer.includes("Content-Length")) await eventually(() => open.size).toBe(0);
  });

  it("reports a body that breaks off, and what was received", async () => {
    const { url } = await serverWith((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\na\xc3", "latin1");
      setTimeout(() => socket.end(), 20);
    });
    const response = await send(fetchTransport(), url);
    expect(response).toMatchObject({ status: 200, text: "a", incomplete: { problem: "the body ended too early or could not be decoded" } });
    expect(response.incomplete?.cause).toBeInstanceOf(Error);
  });

  it("knows that nothing was sent when nothing listens, and only then", async () => {
    expect(await failure(send(fetchTransport(), somewhere))).toMatchObject({ notSent: true, cause: { cause: { message: "bad port" } } });
    const { url, close } = await serverWith(ok);
    await close();
    expect(await failure(send(fetchTransport(), url))).toMatchObject({ notSent: true, cause: { cause: { code: "ECONNREFUSED" } } });
    const reset = await serverWith((socket) => void socket.resetAndDestroy());
    expect(await failure(send(fetchTransport(), reset.url))).toMatchObject({ notSent: false });
  });

  it("ends with the signal: before the call, while the server thinks, and in the body", async () => {
    const reason = new Error("enough");
    expect(await failure(send(fetchTransport(), somewhere, {}, { signal: AbortSignal.abort(reason) }))).toMatchObject({
      notSent: true,
      cause: reason,
    });

    const silent = await serverWith(() => {});
    const first = new AbortController();
    const thinking = failure(send(fetchTransport(), silent.url, {}, { signal: first.signal }));
    await eventually(() => silent.open.size).toBe(1);
    first.abort(reason);
    expect(await thinking).toMatchObject({ notSent: false, error: reason });
    await eventually(() => silent.open.size).toBe(0);

    const slow = await serverWith((socket) => void socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab"));
    const second = new AbortController();
    const reading = send(fetchTransport(), slow.url, {}, { signal: second.signal });
    await eventually(() => slow.received[0]).toMatch(/\r\n\r\n$/);
    await wait(20);
    second.abort(reason);
    expect(await reading).toMatchObject({ status: 200, text: "ab", incomplete: { cause: reason } });
    await eventually(() => slow.open.size).toBe(0);
  });
});

describe("the function that is called", () => {
  it("is not a method of anything: browsers and workers call that an illegal invocation", async () => {
    const seen: unknown[] = [];
    const strict = function (this: unknown) {
      seen.push(this);
      return Promise.resolve(new Response("ok"));
    };
    await send(fetchTransport(strict as Fetch), somewhere);
    vi.stubGlobal("fetch", strict);
    await send(fetchTransport(), somewhere);
    expect(seen).toEqual([undefined, undefined]);
  });

  it("is the platform's at the time of the call", async () => {
    const transport = fetchTransport();
    vi.stubGlobal("fetch", async () => new Response("later"));
    expect(await send(transport, somewhere)).toMatchObject({ text: "later" });
  });

  it.each([
    ["handed in", () => fetchTransport(globalThis.fetch)],
    ["looked up", () => fetchTransport()],
  ])("is believed to have sent nothing when it is the platform's: %s", async (_, transport) => {
    vi.stubGlobal("fetch", refusing(refused()));
    expect(await failure(send(transport(), somewhere))).toMatchObject({ notSent: true });
  });

  it("is not believed when it is the user's own: it may have failed over, or sent before", async () => {
    expect(await failure(send(fetchTransport(refusing(refused())), somewhere))).toMatchObject({ notSent: false });
    const wrapper: Fetch = (input, init) => platformsFetch(input, init);
    expect(await failure(send(fetchTransport(wrapper), somewhere))).toMatchObject({ notSent: false });
  });

  it("may ignore the signal, and cannot keep the call waiting by that", async () => {
    const deaf = fetchTransport(() => new Promise(() => {}));
    expect(await failure(send(deaf, somewhere, {}, { signal: AbortSignal.timeout(20) }))).toMatchObject({
      notSent: false,
      cause: { name: "TimeoutError" },
    });
    const endless = answering(
      new Response(new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode("ab")) })),
    );
    expect(await send(endless, somewhere, {}, { signal: AbortSignal.timeout(20) })).toMatchObject({
      status: 200,
      text: "ab",
      incomplete: { cause: { name: "TimeoutError" } },
    });
  });

  it("may answer after the abort: its body is ended", async () => {
    const cancel = vi.fn();
    const body = new ReadableStream({ cancel });
    const late = fetchTransport(async () => {
      await wait(40);
      return new Response(body);
    });
    await failure(send(late, somewhere, {}, { signal: AbortSignal.timeout(10) }));
    await eventually(() => cancel.mock.calls.length).toBe(1);
  });

  it("may throw at once", async () => {
    const error = new Error("at once");
    const transport = fetchTransport(() => {
      throw error;
    });
    expect(await failure(send(transport, somewhere))).toMatchObject({ notSent: false, error });
  });

  it("is over: no listener stays with the signal", async () => {
    const { signal } = new AbortController();
    await send(answering(new Response("ok")), somewhere, {}, { signal });
    await failure(send(fetchTransport(refusing(refused())), somewhere, {}, { signal }));
    await eventually(() => getEventListeners(signal, "abort")).toEqual([]);
  });

  it.each([undefined, null, "text", {}, { status: "200" }, []])(
    "may answer with what is not a response, %j: that leaves it open",
    async (value) => {
      expect(await failure(send(answering(value), somewhere))).toMatchObject({ notSent: false, cause: { name: "TypeError" } });
    },
  );
});

describe("an odd answer is reported as far as it can be read", () => {
  it.each<[string, object, object]>([
    ["headers as a plain object", { headers: { "Retry-After": "3", N: 1 } }, { headers: { "retry-after": "3", n: "1" } }],
    [
      "headers as pairs",
      {
        headers: [
          ["A", "1"],
          ["a", "2"],
        ],
      },
      { headers: { a: "1, 2" } },
    ],
    ["a header that is not there", { headers: { "content-encoding": undefined, n: null, a: "1" } }, { headers: { a: "1" } }],
    ["no headers", {}, { headers: {} }],
    ["no body but a text", { text: async () => "hello" }, { text: "hello" }],
    ["nothing", {}, { text: "" }],
    ["a body without a reader", { body: {}, text: () => "hello" }, { text: "hello" }],
    ["followed redirects", { redirected: true }, { redirected: true }],
    ["hidden redirects", { type: "opaqueredirect" }, { redirected: true }],
    [
      "headers that cannot be read",
      {
        get headers() {
          return new Proxy(
            {},
            {
              ownKeys: () => {
                throw new Error("no");
              },
            },
          );
        },
      },
      { incomplete: { problem: "the headers could not be read" } },
    ],
    ["a text that cannot be read", { text: refusing(new Error("no")) }, { text: "", incomplete: { cause: { message: "no" } } }],
    ["a text that is not text", { text: async () => 5 }, { text: "", incomplete: { cause: { name: "TypeError" } } }],
    [
      "a text beyond the bound",
      { text: async () => "x".repeat(2_000) },
      { text: "x".repeat(1_024), incomplete: { problem: "the body is longer than 1 KiB" } },
    ],
    [
      "chunks that are not bytes",
      { body: { getReader: () => ({ read: async () => ({ done: false, value: "x" }), cancel: async () => {} }) } },
      { text: "", incomplete: {} },
    ],
    [
      "a body that is locked",
      Object.defineProperty({}, "body", { value: lockedBody(), enumerable: true }),
      { text: "", incomplete: { cause: { name: "TypeError" } } },
    ],
  ])("%s", async (_, odd, expected) => {
    expect(await send(answering(Object.assign(odd, { status: 200 })), somewhere, {}, { maxBytes: 1024 })).toMatchObject({
      status: 200,
      ...expected,
    });
  });

  it("of another realm", async () => {
    const foreign = runInNewContext(`async () => ({ status: 409, headers: new Map([["A", "1"]]), text: async () => "foreign" })`) as Fetch;
    expect(await send(fetchTransport(foreign), somewhere)).toMatchObject({ status: 409, headers: { a: "1" }, text: "foreign" });
  });

  function lockedBody(): ReadableStream {
    const stream = new ReadableStream();
    stream.getReader();
    return stream;
  }
});

describe("a fetch of one's own sends the whole request", () => {
  const bodies = [undefined, '{"a":"ü"}'];

  it.each<[string, Fetch]>([
    ["its first argument alone", (request) => fetch(request)],
    ["both", (url, init) => fetch(url, init)],
    ["both, changed", (url, init) => fetch(url, { ...init, cache: "no-store" })],
    ["all there are", (...all) => fetch(...all)],
    ["a text", (url, init) => fetch(String(url), init)],
    ["an address", (url, init) => fetch(new URL(url as string), init)],
    ["a request of its own", (url, init) => fetch(new Request(url, init))],
    ["a request that it has changed", (request) => fetch(new Request(request, { headers: new Headers((request as Request).headers) }))],
  ])("when it passes on %s", async (_, fetch) => {
    for (const body of bodies) {
      const { url, received } = await serverWith((socket) => void setTimeout(() => socket.end(ok), 5));
      const controller = new AbortController();
      const options = { signal: controller.signal };
      expect(await send(fetchTransport(fetch), `${url}/a%2Fb?x='1'`, { headers: { "x-auth-token": "t" }, body }, options)).toMatchObject({
        text: "ok",
      });
      expect(received[0]).toMatch(/^POST \/a%2Fb\?x=(%27|')1(%27|') HTTP\/1\.1\r\n/);
      expect(received[0]).toMatch(/\r\nx-auth-token: t\r\n/);
      expect(received[0]).toMatch(/\r\nconnection: close\r\n/i);
      if (body !== undefined) expect(received[0]).toMatch(/\r\n\r\n\{"a":"\xc3\xbc"\}$/);
    }
  });

  it("and follows no redirect and ends with the call, also by its first argument alone", async () => {
    const { url, received } = await serverWith("HTTP/1.1 307 Moved\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");
    const alone = fetchTransport((request) => fetch(request));
    expect(await send(alone, url)).toMatchObject({ status: 307, headers: { location: "/elsewhere" } });
    await wait(20);
    expect(received).toHaveLength(1);
    const silent = await serverWith(() => {});
    const controller = new AbortController();
    const sending = send(alone, silent.url, {}, { signal: controller.signal });
    await eventually(() => silent.received.length).toBe(1);
    controller.abort();
    await failure(sending);
    await eventually(() => silent.open.size).toBe(0);
  });
});
