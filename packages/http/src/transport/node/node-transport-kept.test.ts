import type { Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { startTlsFault } from "@aom-workflow/mock";
import { describe, expect, it } from "vitest";
import { closed, eventually, failure, ok, send, serverWith, transportWith } from "../../../test/sending.ts";
import { socketPair } from "../../../test/socket-pair.ts";
import type { PlainResponse } from "../../response/plain-response.ts";

const stray = "HTTP/1.1 429 Too Many Requests\r\nContent-Length: 5\r\n\r\nstray";

/** Requests that each connection carried. */
const requests = (received: readonly string[]) => received.map((text) => text.match(/^\w+ \//gm)?.length ?? 0);

/** A server that answers every request, and the connections that it has accepted. */
async function keepingServer() {
  const sockets: Socket[] = [];
  const server = await serverWith((socket, number) => {
    if (number === 0) sockets.push(socket);
    socket.write(ok);
  });
  return { ...server, sockets };
}

describe("a connection is used again", () => {
  it("by one call after the other, until the transport is closed", async () => {
    const { url, received, open } = await keepingServer();
    const transport = transportWith();
    for (let call = 0; call < 3; call++) expect(await send(transport, url)).toMatchObject({ text: "ok" });
    expect(requests(received)).toEqual([3]);
    expect(open.size).toBe(1);
    transport.close?.();
    await eventually(() => open.size).toBe(0);
  });

  it("over TLS", async () => {
    const server = closed(await startTlsFault("none"));
    const transport = transportWith({ ca: server.authority });
    for (let call = 0; call < 3; call++) await send(transport, server.url);
    expect([server.connections, server.requests]).toEqual([1, 3]);
  });

  it("by as many calls at once as there are", async () => {
    const { url, received } = await keepingServer();
    const transport = transportWith();
    for (let round = 0; round < 3; round++) await Promise.all(Array.from({ length: 10 }, () => send(transport, url)));
    expect(requests(received)).toEqual(Array(10).fill(3));
  });

  it("but not to another server", async () => {
    const [one, other] = [await keepingServer(), await keepingServer()];
    const transport = transportWith();
    for (const { url } of [one, other, one, other]) await send(transport, url);
    expect([requests(one.received), requests(other.received)]).toEqual([[2], [2]]);
  });

  const gzipped = gzipSync("hello").toString("latin1");
  it.each([
    ["chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"],
    ["no body", "HTTP/1.1 204 No Content\r\n\r\n"],
    ["a body of no bytes", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"],
    ["304 with the length of something else", "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n"],
    ["compression", `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${gzipped.length}\r\n\r\n${gzipped}`],
    ["a blank line in the body", "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\no\r\n\r\nk"],
    ["a server that waits for long", "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=60\r\nContent-Length: 2\r\n\r\nok"],
  ])("after a response with %s", async (_, answer) => {
    const { url, received } = await serverWith((socket) => void socket.write(answer, "latin1"));
    const transport = transportWith();
    for (let call = 0; call < 3; call++) expect(await send(transport, url)).not.toHaveProperty("incomplete");
    expect(requests(received)).toEqual([3]);
  });

  it("after HEAD", async () => {
    const { url, received } = await serverWith((socket) => void socket.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"));
    const transport = transportWith();
    for (let call = 0; call < 3; call++) await send(transport, url, { method: "HEAD" });
    expect(requests(received)).toEqual([3]);
  });

  it("after a response whose body came in several packets", async () => {
    const { url, received } = await serverWith((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab");
      setTimeout(() => socket.write("cd"), 10);
    });
    const transport = transportWith();
    for (let call = 0; call < 2; call++) expect(await send(transport, url)).toMatchObject({ text: "abcd" });
    expect(requests(received)).toEqual([2]);
  });
});

describe("a connection is not used again, and the response stays correct,", () => {
  it.each([
    ["after an answer that is longer than it said", `${ok}xx`],
    ["after two answers in one packet", ok + stray],
    ["after an answer and the beginning of another", `${ok}HTTP/1.1 4`],
    [
      "after chunks and the beginning of another answer",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\nHTTP/1.1 4",
    ],
    ["after a blank line too many", `${ok}\r\n`],
    ["after a 204 with a body", "HTTP/1.1 204 No Content\r\n\r\nxx"],
    ["after an unrequested interim response", `HTTP/1.1 100 Continue\r\n\r\n${ok}`],
    ["after early hints", `HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${ok}`],
    ["when the server says so", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"],
    ["when the server speaks HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok"],
    ["when the server waits for a second only", "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1, max=9\r\nContent-Length: 2\r\n\r\nok"],
  ])("%s", async (_, answer) => {
    const { url, received, open } = await serverWith((socket) => void socket.write(answer));
    const transport = transportWith();
    for (let call = 0; call < 2; call++) {
      const response = await send(transport, url);
      expect(response.text).toBe(response.status === 204 ? "" : "ok");
      expect(response).not.toHaveProperty("incomplete");
    }
    expect(requests(received)).toEqual([1, 1]);
    await eventually(() => open.size).toBe(0);
  });

  it("after an interim answer in a packet of its own", async () => {
    const { url, received } = await serverWith((socket) => {
      socket.write("HTTP/1.1 100 Continue\r\n\r\n");
      setTimeout(() => socket.write(ok), 10);
    });
    const transport = transportWith();
    for (let call = 0; call < 2; call++) expect(await send(transport, url)).toMatchObject({ text: "ok" });
    expect(requests(received)).toEqual([1, 1]);
  });

  it("after a response that came before the request was written to its end, even when it is read to its end later", async () => {
    const { url, received, open } = await serverWith((socket, number) => {
      if (number > 0) return;
      socket.pause();
      socket.write(ok);
      setTimeout(() => socket.resume(), 20);
    });
    const transport = transportWith();
    const body = "x".repeat(16 * 1024 * 1024);
    for (let call = 0; call < 2; call++) {
      expect(await send(transport, url, { body })).toMatchObject({ text: "ok" });
      await eventually(() => open.size).toBe(0);
    }
    expect(requests(received)).toEqual([1, 1]);
  });

  it("after its body was cut off", async () => {
    const { url, received } = await keepingServer();
    const transport = transportWith();
    for (let call = 0; call < 2; call++) await send(transport, url, {}, { maxBytes: 1 });
    expect(requests(received)).toEqual([1, 1]);
  });

  it("after it was idle for as long as it may be", async () => {
    const answer = "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=2\r\nContent-Length: 2\r\n\r\nok";
    const { url, received, open } = await serverWith((socket) => void socket.write(answer));
    const transport = transportWith();
    await send(transport, url);
    await wait(900);
    await send(transport, url);
    await wait(900);
    expect(open.size).toBe(1);
    await eventually(() => open.size).toBe(0);
    await send(transport, url);
    expect(requests(received)).toEqual([2, 1]);
  });
});

describe("an unrequested response is not that of the next call", () => {
  const unasked: [string, (socket: Socket) => void][] = [
    ["an answer", (socket) => void socket.write(stray)],
    ["the beginning of an answer", (socket) => void socket.write("HTTP/1.1 4")],
    ["one byte", (socket) => void socket.write("\n")],
    ["an answer and the end of the connection", (socket) => void socket.end(stray)],
    ["the end of the connection", (socket) => void socket.end()],
    ["a reset", (socket) => void socket.resetAndDestroy()],
  ];

  it.each(unasked)("at rest: %s", async (_, act) => {
    const { url, received, sockets } = await keepingServer();
    const transport = transportWith();
    await send(transport, url);
    act(sockets[0] as Socket);
    await wait(20);
    expect(await send(transport, url)).toMatchObject({ status: 200, text: "ok" });
    expect(requests(received)).toEqual([1, 1]);
  });

  // What is written here is in the client's buffers at once, but its event loop, busy as it is, has not read it when the call begins.
  const phases: [string, (then: () => void) => void][] = [
    ["a timer", (then) => void setTimeout(then, 1)],
    ["an immediate", (then) => void setImmediate(then)],
    ["a microtask", queueMicrotask],
    ["a callback of input", (then) => void inputsInARow(1, then)],
  ];

  it.each(phases.flatMap(([phase, run]) => unasked.map(([what, act]) => ({ phase, run, what, act }))))(
    "with a busy event loop: $what, in $phase",
    async ({ run, act }) => {
      const { url, received, sockets } = await keepingServer();
      const transport = transportWith();
      await send(transport, url);
      const second = new Promise((resolve, reject) => {
        run(() => {
          act(sockets[0] as Socket);
          send(transport, url).then(resolve, reject);
        });
      });
      expect(await second).toMatchObject({ status: 200, text: "ok" });
      expect(requests(received)).toEqual([1, 1]);
    },
  );

  it.each([1, 2, 3, 4, 5, 6])("with an event loop that is kept busy by others while the call waits, for %i turns", async (turns) => {
    const { url, received, sockets } = await keepingServer();
    const transport = transportWith();
    await send(transport, url);
    let second: Promise<PlainResponse> | undefined;
    await inputsInARow(turns + 1, (turn) => {
      second ??= send(transport, url);
      block(10);
      if (turn === turns) sockets[0]?.write(stray);
    });
    expect(await second).toMatchObject({ status: 200, text: "ok" });
    expect(requests(received)).toEqual([1, 1]);
  });

  it("on each of the connections that are kept", async () => {
    const { url, received, sockets } = await keepingServer();
    const transport = transportWith();
    await Promise.all([send(transport, url), send(transport, url), send(transport, url)]);
    for (const socket of sockets) socket.write(stray);
    expect(await send(transport, url)).toMatchObject({ status: 200, text: "ok" });
    expect(requests(received)).toEqual([1, 1, 1, 1]);
  });

  it("on some of the connections that are kept: the next call has a good one", async () => {
    const { url, received, sockets } = await keepingServer();
    const transport = transportWith();
    await Promise.all([send(transport, url), send(transport, url), send(transport, url)]);
    for (const socket of sockets.slice(1)) socket.write(stray);
    expect(await send(transport, url)).toMatchObject({ status: 200, text: "ok" });
    expect(requests(received)).toEqual([2, 1, 1]);
  });

  it("with an event loop that is always busy: such a call has a new connection, and does not wait for ever", async () => {
    const { url, received } = await keepingServer();
    const transport = transportWith();
    await send(transport, url);
    let others: NodeJS.Immediate;
    const keepBusy = () => {
      block(10);
      others = setImmediate(keepBusy);
    };
    keepBusy();
    await send(transport, url);
    clearImmediate(others!);
    expect(requests(received)).toEqual([1, 1]);
  });

  /** Lets input be handled in so many turns of the event loop in a row, and calls back in each, with its number from 0. */
  async function inputsInARow(turns: number, then: (turn: number) => void): Promise<void> {
    const { near, far } = closed(await socketPair());
    await new Promise<void>((resolve) => {
      let turn = 0;
      far.on("data", () => {
        then(turn++);
        if (turn < turns) near.write("x");
        else resolve();
      });
      near.write("x");
    });
  }

  function block(milliseconds: number): void {
    const end = performance.now() + milliseconds;
    while (performance.now() < end);
  }
});

it("a connection that the server drops as it is used again is not replaced: the second request may have been read", async () => {
  const { url, received } = await serverWith((socket, number) => void (number === 0 ? socket.write(ok) : socket.resetAndDestroy()));
  const transport = transportWith();
  await send(transport, url);
  expect(await failure(send(transport, url))).toMatchObject({ notSent: false, code: "ECONNRESET" });
  await wait(20);
  expect(requests(received)).toEqual([2]);
});
