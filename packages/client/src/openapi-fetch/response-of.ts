import type { Result } from "@aom-workflow/http";

/** A success, or an error response that the contract declares, as the platform's `Response`; undefined for any other failure. */
export function responseOf(result: Result<unknown, Record<number, unknown>>): Response | undefined {
  if (result.ok) {
    const body = result.data === undefined ? null : JSON.stringify(result.data);
    return new Response(body, { status: result.status, headers: headersOf(result.requestId) });
  }
  const { error } = result;
  if (error.code !== "api-error") return undefined;
  return new Response(JSON.stringify(error.body), { status: error.status, headers: headersOf(error.requestId, error.retryAfter) });
}

function headersOf(requestId: string | undefined, retryAfter?: number): Record<string, string> {
  return {
    "content-type": "application/json",
    ...(requestId !== undefined && { "x-request-id": requestId }),
    ...(retryAfter !== undefined && { "retry-after": String(retryAfter) }),
  };
}
