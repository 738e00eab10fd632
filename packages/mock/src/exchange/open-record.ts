import type { IncomingMessage } from "node:http";
import type { OpenRecord } from "./exchange.ts";

/** A new record of a request whose header block has been read and nothing more. */
export function openRecord({ method = "", url: target = "", rawHeaders }: IncomingMessage, connection: number): OpenRecord {
  return {
    connection,
    method,
    target,
    rawHeaders,
    headers: joined(rawHeaders),
    body: new Uint8Array(),
    fault: undefined,
    status: undefined,
    answer: undefined,
    mayHaveBeenProcessed: true,
  };
}

function joined(rawHeaders: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]!.toLowerCase();
    const value = rawHeaders[at + 1]!;
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
  }
  return headers;
}
