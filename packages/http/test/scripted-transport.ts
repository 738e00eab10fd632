import type { PlainRequest } from "../src/request/plain-request.ts";
import type { PlainResponse } from "../src/response/plain-response.ts";
import type { Transport, TransportOptions } from "../src/transport/transport.ts";

/** The result of one request: a response, an error to reject with, no response until the signal aborts, or what a function returns. */
export type Step = PlainResponse | Error | "hang" | ((request: PlainRequest, options: TransportOptions) => unknown);

/** A transport that follows a script and remembers what it was given, so that a test needs no server. */
export function scriptedTransport(...script: Step[]): { readonly transport: Transport; readonly requests: PlainRequest[] } {
  const requests: PlainRequest[] = [];
  const transport: Transport = async (request, options) => {
    const step = script[requests.length];
    requests.push(request);
    if (step === undefined) throw new Error(`no step for request ${requests.length}`);
    if (step === "hang") return untilAborted(options.signal);
    if (step instanceof Error) throw step;
    return (typeof step === "function" ? step(request, options) : step) as PlainResponse;
  };
  return { transport, requests };
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
}
