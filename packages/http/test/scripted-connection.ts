import { type Connection, type ConnectionOptions, createConnection } from "../src/call/connection.ts";
import type { PlainRequest } from "../src/request/plain-request.ts";
import { type Step, scriptedTransport } from "./scripted-transport.ts";

export const projectId = "0123456789abcdef0123456789abcdef";
export const node = { workflowId: "wf", nodeId: "run-script" };
export const secret = "s3cret-token";

/** A connection to a server that follows a script, and the requests that it got. */
export function connectionTo(
  script: Step[],
  options: Partial<ConnectionOptions> = {},
): { readonly connection: Connection; readonly requests: PlainRequest[] } {
  const { transport, requests } = scriptedTransport(...script);
  const connection = createConnection({
    endpoint: "http://127.0.0.1:4010",
    service: "AOM",
    projectId,
    auth: secret,
    transport,
    retry: { initialDelayMs: 1 },
    ...options,
  });
  return { connection, requests };
}
