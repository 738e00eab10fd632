/** The entry point on Node: `index.ts`, with `node:http` as the default transport. */

import {
  type Connection,
  type ConnectionOptions,
  createConnection as connectionOverFetch,
  transportOf as overFetch,
  type SendingOptions,
} from "./call/connection.ts";
import { nodeTransport } from "./transport/node/node-transport.ts";
import type { Transport } from "./transport/transport.ts";

// biome-ignore lint/performance/noReExportAll: this entry point replaces index.ts, so it has to export the same
export * from "./index.ts";
export { nodeTransport } from "./transport/node/node-transport.ts";
export { proxyFor } from "./transport/node/proxy.ts";

let shared: Transport | undefined;

export function createConnection(options: ConnectionOptions): Connection {
  return connectionOverFetch(options && { ...options, transport: transportOf(options) });
}

/** The default transport is shared, so that all clients of a process use the same connections. */
function transportOf(options: SendingOptions): Transport {
  if (options.transport !== undefined || options.fetch !== undefined) return overFetch(options);
  shared ??= nodeTransport();
  return shared;
}
