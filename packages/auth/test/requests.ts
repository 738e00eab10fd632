import type { PlainHeaders, PlainRequest } from "@aom-workflow/http";

/** A request that authentication is tried on. */
export const get: PlainRequest = { method: "GET", url: "https://aom.example.org/v1/p", headers: {} };

/** The arguments of authentication from a caller without a time limit. */
export const patient = { signal: new AbortController().signal };

/** The request as it would be sent. */
export function withHeaders(request: PlainRequest, added: PlainHeaders): PlainRequest {
  return { ...request, headers: { ...request.headers, ...added } };
}
