import type { Operation } from "@aom-workflow/types";

/** What the form shows after a call. */
export interface Shown {
  readonly outcome: string;
  readonly sentence: string;
  readonly body: string;
  /** Why a refusal counts as unknown here. */
  readonly note?: string;
}

export interface Call {
  readonly endpoint: string;
  readonly token: string;
  readonly service: string;
  readonly operation: Operation;
  readonly input: Record<string, unknown>;
}

/**
 * Calls a mock with the engine of the packages, which checks the input against the contract and reports the outcome of the call. Only addresses of
 * this machine: a form on a web page is no place for real credentials, and the operations cannot be undone.
 */
export async function send({ endpoint, token, service, operation, input }: Call): Promise<Shown> {
  if (!isLoopback(endpoint)) return notSent("This page calls a mock on this machine only: an address such as http://127.0.0.1:4010.");
  const { call, createConnection, isApiError } = await import("@aom-workflow/http");
  const auth = token === "" ? {} : { auth: token };
  const result = await call(createConnection({ endpoint, service, retry: false, timeout: 10_000, ...auth }), operation, input);
  if (result.ok) return { outcome: result.outcome, sentence: `The response has status ${result.status}.`, body: pretty(result.data) };
  const { error } = result;
  const refusal: unknown = error;
  const isDoubted = isApiError(refusal) && refusal.status < 500 && result.outcome === "unknown";
  return {
    outcome: result.outcome,
    sentence: error.message,
    body: "body" in error ? pretty(error.body) : "",
    ...(isDoubted && { note: doubted(refusal.status) }),
  };
}

/** On Node such a response is believed. */
function doubted(status: number): string {
  return `Status ${status} is a refusal. But a browser may silently resend a request, and this may be the response to the second one, so the first may have been done. On Node the outcome is rejected.`;
}

function notSent(sentence: string): Shown {
  return { outcome: "not-sent", sentence, body: "" };
}

export function isLoopback(endpoint: string): boolean {
  const hostname = URL.parse(endpoint)?.hostname ?? "";
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

function pretty(value: unknown): string {
  return value === undefined ? "" : JSON.stringify(value, undefined, 2);
}
