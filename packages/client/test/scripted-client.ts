import type { PlainRequest, PlainResponse, Transport } from "@aom-workflow/http";
import { type Client, type ClientOptions, createClient } from "../src/create-client.ts";

export const projectId = "0123456789abcdef0123456789abcdef";
export const node = { workflowId: "wf", executionId: "ex", nodeId: "run-script" };
export const secret = "s3cret-token";

/** The result of one request: a response, or an error to reject with. */
export type Step = PlainResponse | Error;

/** A transport that follows a script, and the requests that it got. */
export function scriptedTransport(...script: Step[]): { readonly transport: Transport; readonly requests: PlainRequest[] } {
  const requests: PlainRequest[] = [];
  const transport: Transport = async (request) => {
    const step = script[requests.push(request) - 1] ?? new Error(`no step for request ${requests.length}`);
    if (step instanceof Error) throw step;
    return step;
  };
  return { transport, requests };
}

/** A client whose server follows a script. */
export function clientOf(
  script: Step[],
  options: Partial<ClientOptions> = {},
): { readonly aom: Client; readonly requests: PlainRequest[] } {
  const { transport, requests } = scriptedTransport(...script);
  const aom = createClient({
    endpoint: "http://127.0.0.1:4010",
    projectId,
    auth: secret,
    transport,
    retry: { initialDelayMs: 1 },
    ...options,
  });
  return { aom, requests };
}

/** A response with this body as JSON; a string is sent as it is. */
export function answer(status: number, body: unknown, headers: Record<string, string> = {}): PlainResponse {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return { status, text, headers: { "content-type": "application/json", ...headers } };
}

export const applied = () => answer(200, { result: "success" }, { "x-request-id": "r-applied" });
export const throttled = () => answer(429, { error_code: "APIGW.0308", error_msg: "throttled" }, { "retry-after": "0" });
export const brokenConnection = () => Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET", syscall: "read" });
