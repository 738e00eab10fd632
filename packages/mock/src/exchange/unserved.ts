import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { WireAnswer } from "../answer/reply.ts";
import { encodeWhole, problem } from "../answer/wire-answer.ts";
import { closeGently } from "../faults/play-script.ts";
import { pass } from "./pass.ts";

/** Node's error for bytes that are not a request. */
export interface ParseError extends Error {
  readonly code?: string;
  /** The parser's message. */
  readonly reason?: string;
}

/** The response to bytes that are not a request. */
export function unreadable({ code, reason, message }: ParseError): WireAnswer | undefined {
  if (code === "HPE_HEADER_OVERFLOW") return problem(431, "HEADERS_TOO_LARGE", "The request line and the headers have more than 256 KiB.");
  // Anything else is an error of the connection, such as a reset.
  return code?.startsWith("HPE_") ? problem(400, "NOT_HTTP", `The request is not HTTP/1.1: ${reason ?? message}.`) : undefined;
}

/** The response to the method CONNECT. */
export const noProxy = () => problem(405, "NOT_A_PROXY", "The mock is not a proxy: give its address as the endpoint.");

/** The response to an `Expect` other than 100-continue. */
export function unknownExpectation({ headers }: IncomingMessage): WireAnswer {
  return problem(417, "UNKNOWN_EXPECTATION", `Expect: ${headers.expect} cannot be met.`);
}

/** Answers on a connection from which no more requests are read, and closes it. */
export function answerRaw(answer: WireAnswer | undefined, socket: Socket): void {
  if (answer === undefined || !socket.writable) return void socket.destroy();
  socket.write(encodeWhole(answer));
  closeGently(socket);
}

/** Answers a request whose exchange failed, if the client still waits. */
export function answerFailure(error: unknown, request: IncomingMessage, response: ServerResponse): void {
  if (response.headersSent || !request.complete || request.socket.destroyed) return void request.socket.destroy();
  const reason = (error as Partial<Error> | undefined)?.message ?? String(error);
  pass(problem(500, "MOCK_FAILED", `The mock failed: ${reason}`), request, response, { keep: false });
}
