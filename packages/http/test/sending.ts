import { afterEach, expect } from "vitest";
import type { PlainRequest } from "../src/request/plain-request.ts";
import type { PlainResponse } from "../src/response/plain-response.ts";
import { type NodeTransportOptions, nodeTransport } from "../src/transport/node/node-transport.ts";
import { isNotSentError } from "../src/transport/not-sent-error.ts";
import type { Transport, TransportOptions } from "../src/transport/transport.ts";
import { type RawAnswer, type RawServer, rawServer } from "./raw-server.ts";

/** A whole response. */
export const ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

const closing: { close?(): unknown }[] = [];
afterEach(async () => {
  for (const each of closing.splice(0)) await each.close?.();
});

/** Closes it after the test. */
export function closed<It extends { close?(): unknown }>(it: It): It {
  closing.push(it);
  return it;
}

export async function serverWith(answer: RawAnswer): Promise<RawServer> {
  return closed(await rawServer(answer));
}

export function transportWith(options: NodeTransportOptions = {}): Transport {
  return closed(nodeTransport({ proxy: false, ...options }));
}

/** Sends a POST without headers and body by default. */
export function send(
  transport: Transport,
  url: string,
  request: Partial<PlainRequest> = {},
  options: Partial<TransportOptions> = {},
): Promise<PlainResponse> {
  const { signal } = new AbortController();
  return transport({ method: "POST", url, headers: {}, ...request }, { signal, maxBytes: 256 * 1024, ...options });
}

/** Waits until it has the expected value; the limit only ends a test that hangs. */
export const eventually = <It>(look: () => It) => expect.poll(look, { interval: 5, timeout: 5_000 });

/** The error that it must reject with. */
export async function failure(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    (value) => expect.unreachable(`it succeeded: ${JSON.stringify(value)}`),
    (error) => error,
  );
  const notSent = isNotSentError(error);
  const cause = (notSent ? error.cause : error) as Error & { code?: string };
  return { error, notSent, cause, code: cause?.code };
}

/** How a sending failed. */
export interface Failure {
  readonly error: unknown;
  readonly notSent: boolean;
  /** The error itself, or the cause of a `NotSentError`. */
  readonly cause: Error;
  readonly code: string | undefined;
}
