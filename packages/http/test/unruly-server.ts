import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";
import { rawServer } from "./raw-server.ts";

/** How an {@link unrulyServer} answers a request. */
export const manners = ["whole", "chunked", "in two", "then another", "then half of another", "closing", "then end", "none"] as const;
export type Manner = (typeof manners)[number];

/** An unrequested action of the server. */
export const deeds = ["answer", "half an answer", "answer and end", "end", "reset"] as const;
export type Deed = (typeof deeds)[number];

const stray = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nstray";

/**
 * A server that answers each request with its own path, and does other things besides.
 *
 * What it does unasked is never ambiguous: it leaves alone the connections on which a request is on its way, since it would be unknown then
 * whose answer it is. It can, because client and server are in one process.
 */
export async function unrulyServer(manner: () => Manner) {
  const clients = new Map<number | undefined, Socket>();
  const remember = (message: unknown) => {
    const { socket } = message as { socket: Socket };
    socket.once("connect", () => clients.set(socket.localPort, socket));
  };
  subscribe("net.client.socket", remember);
  const read: string[] = [];
  const resting = new Set<Socket>();
  let unasked = 0;
  const server = await rawServer((socket, _, head) => {
    const path = head.split(" ")[1] ?? "";
    read.push(path);
    resting.delete(socket);
    answer(socket, path, manner(), () => resting.add(socket));
  });

  /** Does something on each connection that is at rest and that `chosen` says yes to. */
  function misbehave(deed: Deed, chosen: () => boolean): void {
    for (const socket of resting) {
      const client = clients.get(socket.remotePort);
      const atRest = !socket.destroyed && client?.bytesWritten === socket.bytesRead;
      if (!atRest || !chosen()) continue;
      unasked += 1;
      resting.delete(socket);
      act(socket, deed);
    }
  }

  async function close(): Promise<void> {
    unsubscribe("net.client.socket", remember);
    await server.close();
  }
  return { ...server, read, misbehave, unasked: () => unasked, close };
}

/** Calls back when the response is over and the connection at rest; never when it ends. */
function answer(socket: Socket, path: string, manner: Manner, done: () => void): void {
  const whole = `HTTP/1.1 200 OK\r\nContent-Length: ${path.length}\r\n\r\n${path}`;
  switch (manner) {
    case "whole":
      socket.write(whole);
      done();
      break;
    case "chunked":
      socket.write(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${path.length.toString(16)}\r\n${path}\r\n0\r\n\r\n`);
      done();
      break;
    case "in two":
      socket.write(whole.slice(0, -3));
      setTimeout(() => socket.writable && socket.write(whole.slice(-3)) && done(), 1);
      break;
    case "then another":
      socket.write(whole + stray);
      break;
    case "then half of another":
      socket.write(whole + stray.slice(0, 20));
      break;
    case "closing":
      socket.end(whole.replace("\r\n", "\r\nConnection: close\r\n"));
      break;
    case "then end":
      socket.end(whole);
      break;
    case "none":
      socket.resetAndDestroy();
  }
}

function act(socket: Socket, deed: Deed): void {
  switch (deed) {
    case "answer":
      return void socket.write(stray);
    case "half an answer":
      return void socket.write(stray.slice(0, 20));
    case "answer and end":
      return void socket.end(stray);
    case "end":
      return void socket.end();
    case "reset":
      return void socket.resetAndDestroy();
  }
}
