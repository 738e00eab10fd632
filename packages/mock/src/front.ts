import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTcpServer, type Socket } from "node:net";
import { chooseFault, type Faults, isConnectionFault } from "./choose-fault.ts";
import type { Fault } from "./fault.ts";
import { closeGently } from "./play-script.ts";
import { PortInUseError } from "./port-in-use.ts";
import { maxHeaderSize } from "./prism.ts";
import type { RecordedConnection } from "./recorded-request.ts";

/** What listens where clients connect. */
export interface Front {
  readonly port: number;
  readonly connections: readonly RecordedConnection[];
  stopListening(): Promise<void>;
  listenAgain(): Promise<void>;
  close(): Promise<void>;
}

/** Serves one request; `fault` is what was chosen at its connection, `index` the connection's number. */
export type Serve = (request: IncomingMessage, response: ServerResponse, fault: Fault | undefined, index: number) => void;

/** Listens on the loopback interface, strikes before reading where a fault says so, and hands every request on. */
export async function startFront(port: number, faults: Faults | undefined, serve: Serve): Promise<Front> {
  const sockets = new Set<Socket>();
  const connections: RecordedConnection[] = [];
  const chosen = new WeakMap<Socket, { fault: Fault | undefined; index: number }>();
  const http = createServer({ maxHeaderSize, requireHostHeader: false }, (request, response) => {
    const { fault, index } = chosen.get(request.socket) ?? { fault: undefined, index: 0 };
    serve(request, response, fault, index);
  });
  const tcp = createTcpServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket)).on("error", () => {});
    const index = connections.length;
    const fault = chooseFault(faults, { request: undefined }, index);
    if (isConnectionFault(fault)) {
      connections.push({ fault });
      return fault.kind === "reset-before-reading" ? socket.resetAndDestroy() : closeGently(socket);
    }
    connections.push({ fault: undefined });
    chosen.set(socket, { fault, index });
    http.emit("connection", socket);
    socket.resume();
  });

  const listen = (on: number) =>
    new Promise<number>((resolve, reject) => {
      const refuse = (error: NodeJS.ErrnoException) => reject(error.code === "EADDRINUSE" ? new PortInUseError(on) : error);
      tcp.once("error", refuse).listen(on, "127.0.0.1", () => {
        tcp.off("error", refuse);
        resolve((tcp.address() as { port: number }).port);
      });
    });
  const unlisten = () => new Promise<void>((resolve) => (tcp.listening ? tcp.close(() => resolve()) : resolve()));
  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };

  const taken = await listen(port);
  return {
    port: taken,
    connections,
    async stopListening() {
      const stopped = unlisten();
      hangUp();
      await stopped;
    },
    async listenAgain() {
      if (!tcp.listening) await listen(taken);
    },
    async close() {
      const stopped = unlisten();
      hangUp();
      await stopped;
      http.close();
    },
  };
}
