import type { IncomingMessage, ServerResponse } from "node:http";
import type { WireAnswer } from "../answer/reply.ts";
import { hasNoBody } from "../answer/wire-answer.ts";

/** What happens to the connection. */
export interface Passing {
  /** Whether the connection is kept for the next request. */
  readonly keep: boolean;
  /** Bytes that follow the answer in the same packet. */
  readonly surplus?: Uint8Array | undefined;
}

/** Sends a response unchanged. */
export function pass(answer: WireAnswer, request: IncomingMessage, response: ServerResponse, { keep, surplus }: Passing): void {
  const bodyless = request.method === "HEAD" || hasNoBody(answer.status);
  const headers = [...answer.rawHeaders];
  if (!bodyless) headers.push("Content-Length", String(answer.body.length));
  if (!keep) headers.push("Connection", "close");
  response.writeHead(answer.status, answer.reason, headers);
  request.socket.cork();
  response.end(bodyless ? undefined : answer.body);
  if (surplus !== undefined) request.socket.write(surplus);
  request.socket.uncork();
}
