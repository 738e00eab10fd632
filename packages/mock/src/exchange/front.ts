import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTcpServer, type Socket } from "node:net";
import { beforeReading } from "../faults/before-reading.ts";
import { chooseFault, type Faults, isConnectionFault } from "../faults/choose-fault.ts";
import type { Fault } from "../faults/fault.ts";
import { playScript } from "../faults/play-script.ts";
import { maxHeaderSize } from "../prism/prism.ts";
import { PortInUseError } from "./port-in-use.ts";
import type { RecordedConnection } from "./recorded-request.ts";

/** What listens where clients connect. */
export interface Front {
  readonly port: number;
  readonly connections: readonly RecordedConnection[];
  stopListening(): Promise<void>;
  listenAgain(): Promise<void>;
  close(): Promise<void>;
}

/** Where a request comes in. */
export interface Arrival {
  /** The number of its connection. */
  readonly connection: number;
  /** What was chosen at its connection. A further request on a kept connection has nothing chosen yet. */
  readonly fault: Fault | undefined;
  /** Its place in a schedule of faults. */
  readonly index: number;
}

/** Serves one request. */
export type Serve = (request: IncomingMessage, response: ServerResponse, arrival: Arrival) => void;

/** Listens on the loopback interface, strikes before reading where a fault says so, and hands every request on. */
export async function startFront(port: number, faults: Faults | undefined, serve: Serve): Promise<Front> {
  const sockets = new Set<Socket>();
  const connections: RecordedConnection[] = [];
  const arrivals = new WeakMap<Socket, Arrival>();
  let next = 0;
  const http = createServer({ maxHeaderSize, requireHostHeader: false }, (request, response) => {
    const arrival = arrivals.get(request.socket) as Arrival;
    arrivals.set(request.socket, { ...arrival, fault: undefined, index: -1 });
    serve(request, response, arrival.index < 0 ? { ...arrival, index: next++ } : arrival);
  });
  const tcp = createTcpServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket)).on("error", () => {});
    const index = next++;
    const fault = chooseFault(faults, { request: undefined }, index);
    if (isConnectionFault(fault)) {
      connections.push({ fault });
      return void playScript(beforeReading(fault), socket);
    }
    arrivals.set(socket, { connection: connections.length, fault, index });
    connections.push({ fault: undefined });
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
