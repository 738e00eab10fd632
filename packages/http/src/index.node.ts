/** What `index.ts` is on Node: the same, but that `node:http` sends where nothing else is handed in. */

import {
  type Connection,
  type ConnectionOptions,
  createConnection as connectionOverFetch,
  transportOf as overFetch,
  type SendingOptions,
  type Transport,
} from "./index.ts";
import { nodeTransport } from "./transport/node/node-transport.ts";

// biome-ignore lint/performance/noReExportAll: it is the same module, and a bundler leaves out what is not used
export * from "./index.ts";
export { proxyFor } from "./transport/node/connect/proxy.ts";
export { nodeTransport } from "./transport/node/node-transport.ts";

let shared: Transport | undefined;

export function createConnection(options: ConnectionOptions): Connection {
  return connectionOverFetch({ ...options, transport: transportOf(options) });
}

/** By default one whose connections all clients of the process share. */
export function transportOf(options: SendingOptions): Transport {
  if (options.transport !== undefined || options.fetch !== undefined) return overFetch(options);
  shared ??= nodeTransport();
  return shared;
}
