import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { getEventListeners } from "node:events";
import type { Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { startTlsFault } from "@aom-workflow/mock";
import { describe, expect, it } from "vitest";
import { closed, eventually, failure, ok, send, serverWith, transportWith } from "../../../test/sending.ts";

const reason = new Error("enough");

function aborting() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort(reason) };
}

describe("an abort before anything was sent is known to be that", () => {
  it("before the call", async () => {
    const { url, received } = await serverWith(ok);
    const error = await failure(send(transportWith(), url, {}, { signal: AbortSignal.abort(reason) }));
    expect(error).toMatchObject({ notSent: true, cause: reason });
    await wait(20);
    expect(received).toEqual([]);
  });

  it("in the handshake, whose connection it ends", async () => {
    const server = await serverWith(() => {});
    const { signal, abort } = aborting();
    const answer = failure(send(transportWith(), server.url.replace("http:", "https:"), {}, { signal }));
    await eventually(() => server.open.size).toBe(1);
    abort();
    expect(await answer).toMatchObject({ notSent: true, cause: reason });
    await eventually(() => server.open.size).toBe(0);
  });

  it("at the moment when a kept connection is about to be used, which stays good", async () => {
    const { url, received } = await serverWith((socket) => void socket.write(ok));
    const transport = transportWith();
    await send(transport, url);
    for (let ticks = 0; ticks < 6; ticks++) {
      const { signal, abort } = aborting();
      const answer = failure(send(transport, url, {}, { signal }));
      for (let tick = 0; tick < ticks; tick++) await undefined;
      abort();
      expect(await answer).toMatchObject({ notSent: true, cause: reason });
    }
    await send(transport, url);
    expect(received.map((text) => text.match(/POST/g)?.length)).toEqual([2]);
  });

  it.each(["http:", "https:"].flatMap((scheme) => Array.from({ length: 12 }, (_, ticks) => ({ scheme, ticks }))))(
    "$ticks microtasks after the connection is established ($scheme): it neither crashes nor leaves it open",
    async ({ scheme, ticks }) => {
      const server = closed(scheme === "http:" ? await serverWith(() => {}) : await startTlsFault("none"));
      const { signal, abort } = aborting();
      const opened: Socket[] = [];
      const watch = (message: unknown) => {
        const { socket } = message as { socket: Socket };
        opened.push(socket);
        socket.once(scheme === "http:" ? "connect" : "secureConnect", async () => {
          for (let tick = 0; tick < ticks; tick++) await undefined;
          abort();
        });
      };
      subscribe("net.client.socket", watch);
      try {
        const transport = transportWith("authority" in server ? { ca: server.authority } : {});
        const { notSent, cause } = await failure(send(transport, server.url, {}, { signal }));
        expect(cause).toBe(reason);
        await wait(20);
        const seen = "requests" in server ? server.requests > 0 : server.received.join("") !== "";
        if (scheme === "http:") expect(notSent, "called not-sent").toBe(!seen);
        else expect(notSent && seen, "called not-sent, but seen by the server").toBe(false);
      } finally {
        unsubscribe("net.client.socket", watch);
      }
      await eventually(() => opened.map(({ destroyed }) => destroyed)).toEqual([true]);
    },
  );
});

describe("an abort after the request was sent", () => {
  it("ends the connection at once; the outcome stays unknown", async () => {
    const { url, received, open } = await serverWith(() => {});
    const { signal, abort } = aborting();
    const answer = failure(send(transportWith(), url, {}, { signal }));
    await eventually(() => received[0]).toMatch(/\r\n\r\n$/);
    abort();
    expect(await answer).toEqual({ error: reason, notSent: false, cause: reason, code: undefined });
    await eventually(() => open.size).toBe(0);
  });

  it.each([
    ["as it is", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab", "ab"],
    [
      "compressed",
      `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 99\r\n\r\n${gzipSync("x").toString("latin1").slice(0, 12)}`,
      "x",
    ],
  ])("in the body, %s, keeps the answer as far as it came", async (_, head, text) => {
    const { url, open } = await serverWith((socket) => void socket.write(head, "latin1"));
    const { signal, abort } = aborting();
    const answer = send(transportWith(), url, {}, { signal });
    await eventually(() => open.size).toBe(1);
    await wait(150);
    abort();
    expect(await answer).toMatchObject({ status: 200, text, incomplete: { cause: reason } });
    await eventually(() => open.size).toBe(0);
  });
});

it("a signal is left without listeners when the call is over, however it ended", async () => {
  const { url } = await serverWith(ok);
  const { signal } = new AbortController();
  const transport = transportWith();
  await send(transport, url, {}, { signal });
  await send(transport, url, {}, { signal, maxBytes: 1 });
  await failure(send(transport, "http://127.0.0.1:1", {}, { signal }));
  await failure(send(transport, "https://127.0.0.1:1", {}, { signal }));
  await failure(send(transport, url, { headers: { "a b": "c" } }, { signal }));
  await eventually(() => getEventListeners(signal, "abort")).toEqual([]);
});
