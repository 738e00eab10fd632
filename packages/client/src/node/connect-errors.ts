import { subscribe } from "node:diagnostics_channel";

const seen = new WeakSet<object>();
let watching = false;

/**
 * Remembers every error with which the `fetch` of Node fails to connect – resolving, connecting, the TLS handshake.
 * Node publishes them on a diagnostics channel; one subscription serves the process.
 *
 * @see https://nodejs.org/api/diagnostics_channel.html, https://github.com/nodejs/undici/blob/main/docs/docs/api/DiagnosticsChannel.md
 */
export function watchConnectErrors(): void {
  if (watching) return;
  watching = true;
  subscribe("undici:client:connectError", (message) => seen.add((message as { error: object }).error));
}

/** Did this very error end an attempt to connect? No byte of a request was written then. */
export function isConnectError(error: object): boolean {
  return seen.has(error);
}

/** Remembers an error of a transport of our own as one that ended an attempt to connect. */
export function markConnectError(error: unknown): void {
  if (typeof error === "object" && error !== null) seen.add(error);
}

const unsent = new WeakSet<AbortSignal>();

/** Had no byte of a request been written when this signal ended it? Only a transport of our own can tell. */
export function endedUnsent(signal: AbortSignal): boolean {
  return unsent.has(signal);
}

/** Remembers that a signal ended a request before it had a connection to be written to. */
export function markUnsent(signal: AbortSignal): void {
  unsent.add(signal);
}
