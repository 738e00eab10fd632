import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { getEventListeners } from "node:events";
import type { Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { startTlsFault } from "@aom-workflow/mock";
import { describe, expect, it } from "vitest";
import { provesNotSent } from "../classify-network-error.ts";
import { isConnectError } from "./connect-errors.ts";
import { closed, failure, fetchWith, ok, serverWith } from "./fixtures.test-support.ts";

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
    closed(server);
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
