import type { Agent, IncomingMessage } from "node:http";
import { markUnsent } from "../connect-errors.ts";
import type { Connecting } from "./connection-pool.ts";

/** A request, ready for the wire. */
export interface OutgoingRequest {
  readonly method: string;
  /** Path and query as they are sent. */
  readonly target: string;
  /** Names and values, framing included. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array | undefined;
}

/** Longest header block of an answer, in bytes. */
const maxHeaderSize = 128 * 1024;

/** Sends a request once and never again. Resolves with the head of the answer; an abort ends the connection also after that. */
export function sendRequest(
  { method, target, headers, body }: OutgoingRequest,
  agent: Agent,
  connecting: Connecting,
  signal: AbortSignal | undefined,
): Promise<IncomingMessage> {
  const http = process.getBuiltinModule("node:http");
  return new Promise((resolve, reject) => {
    const request = http.request({ ...connecting, agent, method, path: target, headers: headers.flat(), maxHeaderSize });
    let answer: IncomingMessage | undefined;
    const abort = () => {
      // Without a socket nothing was written, and a request that is destroyed now never gets one.
      if (signal && !request.socket) markUnsent(signal);
      (answer ?? request).destroy(signal?.reason);
      reject(signal?.reason);
    };
    const release = () => signal?.removeEventListener("abort", abort);
    signal?.addEventListener("abort", abort, { once: true });

    // All of them: Node would drop those after the 2000th in silence. The size is limited anyway.
    request.maxHeadersCount = 0;
    request.on("error", reject);
    request.once("response", (received) => {
      answer = received.on("error", () => {}).once("close", release);
      resolve(received);
    });
    request.once("close", () => {
      if (answer) return;
      release();
      reject(new Error("The connection ended without an answer."));
    });
    request.end(body);
  });
}
