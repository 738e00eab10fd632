import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTcpServer, type Socket } from "node:net";
import { chooseFault, type Faults } from "../faults/choose-fault.ts";
import type { Fault } from "../faults/fault.ts";
import { playScript } from "../faults/play-script.ts";
import { strikeOf } from "../faults/strike.ts";
import { pass } from "./pass.ts";
import { PortInUseError } from "./port-in-use.ts";
import type { RecordedConnection } from "./recorded-request.ts";
import { answerFailure, answerRaw, noProxy, type ParseError, unknownExpectation, unreadable } from "./unserved.ts";

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
export type Serve = (request: IncomingMessage, response: ServerResponse, arrival: Arrival) => Promise<void>;

/** The largest header block in bytes that the mock takes: tokens alone can be 40 KB. */
export const maxHeaderSize = 256 * 1024;

/** One for all: a mock that runs for days has millions of them. */
const undisturbed: RecordedConnection = Object.freeze({ fault: undefined });

/** Listens on the loopback interface, strikes before reading where a fault says so, and hands every request on. */
export async function startFront(port: number, faults: Faults | undefined, serve: Serve): Promise<Front> {
  const sockets = new Set<Socket>();
  const connections: RecordedConnection[] = [];
  const arrivals = new WeakMap<Socket, Arrival>();
  const current = new WeakMap<Socket, { readonly request: IncomingMessage; readonly answered: Promise<void> }>();
  let next = 0;
  const http = createServer({ maxHeaderSize, requireHostHeader: false }, (request, response) => {
    const arrival = arrivals.get(request.socket) as Arrival;
    arrivals.set(request.socket, { ...arrival, fault: undefined, index: -1 });
    const answered = serve(request, response, arrival.index < 0 ? { ...arrival, index: next++ } : arrival);
    // Every request passes here: whatever throws, it is answered, and ends no more than its own connection.
    current.set(request.socket, { request, answered: answered.catch((error) => answerFailure(error, request, response)) });
  });
  http.on("checkExpectation", (request, response) => pass(unknownExpectation(request), request, response, { keep: false }));
  http.on("connect", (_, socket) => answerRaw(noProxy(), socket as Socket));
  http.on("clientError", async (error: ParseError, socket: Socket) => {
    // The answers to whole requests before it on this connection come first.
    const { request, answered } = current.get(socket) ?? {};
    if (request?.complete) await answered;
    answerRaw(unreadable(error), socket);
  });
  const tcp = createTcpServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket)).on("error", () => {});
    const index = next++;
    const fault = chooseFault(faults, { request: undefined }, index);
    const strike = strikeOf(fault);
    if (strike !== undefined && "beforeReading" in strike) {
      connections.push({ fault });
      return void playScript(strike.beforeReading, socket);
    }
    arrivals.set(socket, { connection: connections.length, fault, index });
    connections.push(undisturbed);
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
