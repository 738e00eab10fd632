import type { AddressInfo } from "node:net";
import { createServer, type Server, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClient } from "../create-client.ts";
import { node, projectId } from "../fixtures/scripted-client.ts";
import { nodeFetch } from "./node-fetch.ts";

/** Accepts connections and says nothing: over TLS the handshake never ends, over plain HTTP the request is taken. */
let silent: Server;
const sockets: Socket[] = [];
beforeAll(async () => {
  silent = createServer((socket) => sockets.push(socket.on("error", () => {})));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  silent.close();
});

const client = (scheme: string, fetch: typeof globalThis.fetch | undefined) =>
  createClient({
    endpoint: `${scheme}://127.0.0.1:${(silent.address() as AddressInfo).port}`,
    projectId,
    auth: "some-token",
    timeout: 100,
    fetch,
  });

describe("an attempt that is ended from outside", () => {
  it.each([false, true])("while connecting: nothing was sent, and that is known (keep-alive: %s)", async (keepAlive) => {
    const fetch = nodeFetch({ proxy: false, keepAlive });
    expect(await client("https", fetch).safe.restart(node)).toMatchObject({ outcome: "not-sent", error: { code: "timeout" } });
    const signal = AbortSignal.timeout(50);
    expect(await client("https", fetch).safe.restart(node, { signal })).toMatchObject({ outcome: "not-sent", error: { code: "aborted" } });
    fetch.close();
  });

  it.each([false, true])("after the request was written: nobody knows (keep-alive: %s)", async (keepAlive) => {
    const fetch = nodeFetch({ proxy: false, keepAlive });
    expect(await client("http", fetch).safe.restart(node)).toMatchObject({ outcome: "unknown", error: { code: "timeout" } });
    const signal = AbortSignal.timeout(50);
    expect(await client("http", fetch).safe.restart(node, { signal })).toMatchObject({ outcome: "unknown", error: { code: "aborted" } });
    fetch.close();
  });

  it("over the fetch of Node, which does not tell: nobody knows", async () => {
    expect(await client("https", undefined).safe.restart(node)).toMatchObject({ outcome: "unknown", error: { code: "timeout" } });
  });
});
