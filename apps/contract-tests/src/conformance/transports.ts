import { createClient, type Result } from "@aom-workflow/client";
import { nodeTransport } from "@aom-workflow/client/node";
import type { OperateErrors } from "@aom-workflow/types";
import { projectId, token } from "../fixtures/stopped-node.ts";
import type { End, TransportName } from "./case.ts";

/** A way to send, as the options of a client name it. */
export interface Sending {
  readonly name: TransportName;
  readonly options: Pick<Parameters<typeof createClient>[0], "fetch" | "transport">;
  /** Whether an error of it can prove that nothing was sent. */
  readonly provesNotSent: boolean;
}

/** The default on Node, the platform's `fetch`, and a function of the user's own, whose errors prove nothing. */
export const transports: readonly Sending[] = [
  { name: "node:http", options: { transport: nodeTransport({ proxy: false }) }, provesNotSent: true },
  { name: "fetch", options: { fetch: globalThis.fetch }, provesNotSent: true },
  { name: "own fetch", options: { fetch: (input, init) => globalThis.fetch(input, init) }, provesNotSent: false },
];

/** A client that sends in this way and tries again at once. */
export function clientOver({ options }: Sending, endpoint: string, timeout = 5_000) {
  return createClient({
    ...options,
    endpoint,
    projectId,
    auth: token,
    timeout,
    deadline: 8_000,
    retry: { initialDelayMs: 1, maxDelayMs: 5 },
  });
}

/** How a call ended, as the cases write it. */
export function endOf(result: Result<unknown, OperateErrors>): Omit<End, "requests"> {
  if (result.ok) return { outcome: result.outcome, attempts: result.attempts };
  const { outcome, error } = result;
  return { outcome, attempts: error.attempts, code: error.code, ...(error.status !== undefined && { status: error.status }) };
}

/** The same of an expectation. */
export function expectedEnd({ outcome, attempts, code, status }: End): Omit<End, "requests"> {
  return { outcome, attempts, ...(code && { code }), ...(status && { status }) };
}
