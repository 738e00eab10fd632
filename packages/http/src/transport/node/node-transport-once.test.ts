import { subscribe, unsubscribe } from "node:diagnostics_channel";
import http, { type ClientRequest } from "node:http";
import type { TLSSocket } from "node:tls";
import { startTlsFault } from "@aom-workflow/mock";
import { describe, expect, it } from "vitest";
import { connectProxy } from "../../../../../tools/lab/connect-proxy.ts";
import { closed, eventually, ok, send, serverWith, transportWith } from "../../../test/sending.ts";

const once = { ownConnection: true };
const answer = (status: number, text: string) => `HTTP/1.1 ${status} \r\nContent-Length: ${text.length}\r\n\r\n${text}`;

/** Requests that each connection carried. */
const requests = (received: readonly string[]) => received.map((text) => text.match(/^\w+ \//gm)?.length ?? 0);

describe("an operation that must not be done twice", () => {
  it("has a connection that has carried nothing before, and is the last on it", async () => {
    const { url, received, open } = await serverWith((socket) => void socket.write(ok));
    const transport = transportWith();
    for (const options of [{}, once, once, {}]) expect(await send(transport, url, {}, options)).toMatchObject({ text: "ok" });
    expect(requests(received)).toEqual([2, 1, 1]);
    expect(received[1]).toMatch(/\r\nConnection: close\r\n/);
    await eventually(() => open.size).toBe(1);
  });

  it.each([
    ["200", answer(200, "stray")],
    ["400", answer(400, "stray")],
    ["429", answer(429, "stray")],
  ])("is not given a second response, %s, to an earlier request that crosses it", async (_, stray) => {
    const { url, received } = await serverWith((socket, number) => void socket.write(number === 0 ? ok : stray + answer(500, "own")));
    const transport = transportWith();
    await send(transport, url);
    expect(await send(transport, url, {}, once)).toMatchObject({ status: 200, text: "ok" });
    expect(requests(received)).toEqual([1, 1]);
  });

  it.each(["http", "https"])("has a tunnel of its own through a proxy (%s)", async (scheme) => {
    const server = scheme === "http" ? await serverWith((socket) => void socket.write(ok)) : closed(await startTlsFault("none"));
    const proxy = closed(await connectProxy("tunnel"));
    const transport = transportWith({ proxy: proxy.url, ...("authority" in server && { ca: server.authority }) });
    for (const options of [{}, once, once, {}]) await send(transport, server.url, {}, options);
    expect(proxy.asked).toHaveLength(3);
    await eventually(() => proxy.open.size).toBe(2);
  });

  it("does not wait for the connection of another, however few the process allows", async () => {
    const { url, received } = await serverWith((socket) => void socket.write(ok));
    const { defaultMaxSockets } = http.Agent as unknown as { defaultMaxSockets: number };
    Object.assign(http.Agent, { defaultMaxSockets: 1 });
    try {
      const transport = transportWith();
      await Promise.all([1, 2, 3].map(() => send(transport, url, {}, once)));
      expect(requests(received)).toEqual([1, 1, 1]);
    } finally {
      Object.assign(http.Agent, { defaultMaxSockets });
    }
  });

  it.each([false, true])("resumes the TLS session of an earlier one, through a proxy: %s", async (tunnelled) => {
    const server = closed(await startTlsFault("none"));
    const proxy = tunnelled ? closed(await connectProxy("tunnel")).url : false;
    const transport = transportWith({ ca: server.authority, proxy });
    const reused: boolean[] = [];
    const note = (message: unknown) => {
      const { socket } = (message as { request: ClientRequest }).request;
      reused.push((socket as TLSSocket).isSessionReused());
    };
    subscribe("http.client.response.finish", note);
    try {
      for (let call = 0; call < 5; call++) await send(transport, server.url, {}, once);
    } finally {
      unsubscribe("http.client.response.finish", note);
    }
    expect(server.connections).toBe(5);
    expect(reused.filter(Boolean).length, `resumed: ${reused}`).toBeGreaterThanOrEqual(3);
  });
});
