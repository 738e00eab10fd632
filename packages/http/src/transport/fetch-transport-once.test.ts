import { afterEach, describe, expect, it, vi } from "vitest";
import { failure, ok, send, serverWith } from "../../test/sending.ts";
import { fetchTransport } from "./fetch-transport.ts";

afterEach(() => void vi.unstubAllGlobals());

const once = { ownConnection: true };

describe("over the platform's fetch, a request that must not be done twice", () => {
  it("asks for a connection of its own, and gets it", async () => {
    // Answers with a connection that could be kept.
    const { url, received } = await serverWith((socket) => socket.write(ok));
    const transport = fetchTransport();
    for (let request = 0; request < 3; request++) expect(await send(transport, url, {}, once)).not.toHaveProperty("maybeSentTwice");
    // One entry for each connection.
    expect(received).toHaveLength(3);
    expect(received.every((text) => /\r\nconnection: close\r\n/i.test(text))).toBe(true);
  });

  it("is not sent on a connection that a read left open", async () => {
    const { url, received } = await serverWith((socket) => socket.write(ok));
    const transport = fetchTransport();
    await send(transport, url);
    await send(transport, url, {}, once);
    expect(received).toHaveLength(2);
    expect(received.every((text) => /\r\nconnection: close\r\n/i.test(text))).toBe(true);
  });

  it("may have been sent twice if the platform takes the header away, as browsers do", async () => {
    const { url } = await serverWith(ok);
    vi.stubGlobal(
      "Request",
      class {
        readonly headers = new Headers();
      },
    );
    expect(await send(fetchTransport(), url, {}, once)).toMatchObject({ status: 200, maybeSentTwice: true });
    expect(await send(fetchTransport(), url)).not.toHaveProperty("maybeSentTwice");
  });

  it("is then not believed to be unsent either: the first sending may have arrived", async () => {
    const refused = Object.assign(new Error("refused"), { code: "ECONNREFUSED", syscall: "connect" });
    vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("fetch failed", { cause: refused })));
    expect(await failure(send(fetchTransport(), "http://127.0.0.1:1", {}, once))).toMatchObject({ notSent: true });
    vi.stubGlobal("Request", undefined);
    expect(await failure(send(fetchTransport(), "http://127.0.0.1:1", {}, once))).toMatchObject({ notSent: false });
    expect(await failure(send(fetchTransport(), "http://127.0.0.1:1"))).toMatchObject({ notSent: true });
  });

  it("nor if there is no Request", async () => {
    const { url } = await serverWith(ok);
    vi.stubGlobal("Request", undefined);
    expect(await send(fetchTransport(), url, {}, once)).toMatchObject({ maybeSentTwice: true });
  });

  it.each([
    ["workerd, which keeps the header and reuses the connection", "navigator", { userAgent: "Cloudflare-Workers" }],
    ["a platform that no socket has vouched for", "process", undefined],
  ])("and on %s", async (_, name, value) => {
    const { url } = await serverWith(ok);
    vi.stubGlobal(name, value);
    const answer = send(fetchTransport(), url, {}, once);
    vi.unstubAllGlobals();
    expect(await answer).toMatchObject({ maybeSentTwice: true });
  });
});
