import { nodeTransport } from "./transport/node/node-transport.ts";
import type { Transport } from "./transport/transport.ts";

let shared: Transport | undefined;

/** What a connection sends with when nothing else is handed in: `node:http`, with connections that all clients of the process share. */
export function defaultTransport(): Transport {
  shared ??= nodeTransport();
  return shared;
}
