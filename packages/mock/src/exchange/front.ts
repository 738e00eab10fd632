import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTcpServer, type Socket } from "node:net";
import { applyFault } from "../faults/apply-fault.ts";
import type { Fault } from "../faults/fault.ts";
import type { FaultPlan } from "../faults/fault-plan.ts";
import { playScript } from "../faults/play-script.ts";
import { pass } from "./pass.ts";
import { PortInUseError } from "./port-in-use.ts";
import type { RecordedConnection } from "./recorded-request.ts";
import { answerFailure, answerRaw, noProxy, type ParseError, unknownExpectation, unreadable } from "./unserved.ts";

/** The server that clients connect to. */
export interface Front {
  readonly port: number;
  readonly connections: readonly RecordedConnection[];
  stopListening(): Promise<void>;
  listenAgain(): Promise<void>;
  /** Lets the process exit while it runs. */
  unref(): void;
  close(): Promise<void>;
}

/** How a request arrived. */
export interface Arrival {
  /** The number of its connection. */
  readonly connection: number;
  /** The fault that was chosen at its connection, or a sentence that says why it is invalid. A further request on a kept connection has nothing chosen yet. */
  readonly fault: Fault | string | undefined;
  /** Its place in a schedule of faults. */
  readonly index: number;
  /** Of the plan that chose it. */
  readonly edition: number;
}

/** Serves one request. */
export type Serve = (request: IncomingMessage, response: ServerResponse, arrival: Arrival) => Promise<void>;

/** The largest header block in bytes that the mock accepts: a token can have 40 KB. */
export const maxHeaderSize = 256 * 1024;

/** One for all: a mock that runs for days has millions of them. */
const undisturbed: RecordedConnection = Object.freeze({ fault: undefined });

/** Listens on the loopback interface, applies faults that occur before reading, and passes every request on. */
export async function startFront(port: number, faults: FaultPlan, serve: Serve): Promise<Front> {
  const sockets = new Set<Socket>();
  const connections: RecordedConnection[] = [];
  const arrivals = new WeakMap<Socket, Arrival>();
  const current = new WeakMap<Socket, { readonly request: IncomingMessage; readonly answered: Promise<void> }>();
  let isIdle = false;
  const http = createServer({ maxHeaderSize, requireHostHeader: false }, (request, response) => {
    const arrival = arrivals.get(request.socket) as Arrival;
    arrivals.set(request.socket, { ...arrival, index: -1 });
    const isCurrent = arrival.index >= 0 && arrival.edition === faults.edition;
    const answered = serve(request, response, isCurrent ? arrival : { ...arrival, fault: undefined, index: faults.place() });
    // Every request passes here: on any error the request gets a response, and only its own connection is closed.
    current.set(request.socket, { request, answered: answered.catch((error) => answerFailure(error, request, response)) });
  });
  http.on("checkExpectation", (request, response) => pass(unknownExpectation(request), request, response, { keep: false }));
  http.on("connect", (_, socket) => answerRaw(noProxy(), socket as Socket));
  http.on("clientError", async (error: ParseError, socket: Socket) => {
    // The responses to whole requests before it on this connection come first.
    const { request, answered } = current.get(socket) ?? {};
    if (request?.complete) await answered;
    answerRaw(unreadable(error), socket);
  });
  const tcp = createTcpServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket)).on("error", () => {});
    if (isIdle) socket.unref();
    const { edition } = faults;
    const index = faults.place();
    const fault = chosenAtConnection(faults, index);
    const applied = typeof fault === "string" ? undefined : applyFault(fault);
    if (typeof fault !== "string" && applied !== undefined && "beforeReading" in applied) {
      connections.push({ fault });
      return void playScript(applied.beforeReading, socket);
    }
    arrivals.set(socket, { connection: connections.length, fault, index, edition });
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
    unref() {
      isIdle = true;
      tcp.unref();
      for (const socket of sockets) socket.unref();
    },
    async close() {
      const stopped = unlisten();
      hangUp();
      await stopped;
      http.close();
    },
  };
}

/** An error thrown by the caller's function before there is a request is reported with the request. */
function chosenAtConnection(faults: FaultPlan, index: number): Fault | string | undefined {
  try {
    return faults.choose({ request: undefined }, index);
  } catch (error) {
    return `The function faults failed: ${(error as Partial<Error> | undefined)?.message ?? error}`;
  }
}
