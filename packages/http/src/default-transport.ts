import { fetchTransport } from "./transport/fetch-transport.ts";
import type { Transport } from "./transport/transport.ts";

const platform = fetchTransport();

/** What a connection sends with when nothing else is handed in: the platform's `fetch`. */
export function defaultTransport(): Transport {
  return platform;
}
