import type { Operation } from "@aom-workflow/types";
import { createFinalURL, createQuerySerializer } from "openapi-fetch";
import { percentEncode } from "./percent-encode.ts";
import type { PlacedInput } from "./place-input.ts";
import type { PlainHeaders, PlainRequest } from "./plain-request.ts";

/**
 * Builds the request of an operation, complete but for its credentials. The only place that knows of openapi-fetch.
 * It is frozen, so that a hook cannot change what is sent.
 *
 * @param headers that the caller adds, names in lower case
 */
export function buildRequest(
  endpoint: string,
  operation: Operation,
  { path, query, header, body }: PlacedInput,
  headers: PlainHeaders,
): PlainRequest {
  return Object.freeze({
    method: operation.method,
    url: createFinalURL(operation.path, {
      baseUrl: endpoint,
      params: { path, query },
      pathSerializer: fillPath,
      querySerializer: (values) => encodeSubDelimiters(joinQuery(values)),
    }),
    headers: Object.freeze({
      accept: "application/json",
      // The vendor's services require it even if there is no body.
      "content-type": "application/json",
      ...headers,
      ...textOf(header),
    }),
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

function fillPath(template: string, values: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => percentEncode(String(values[name])));
}

const joinQuery = /* @__PURE__ */ createQuerySerializer<Record<string, unknown>>();

/** openapi-fetch leaves `!'()*` as they are; the canonical form of a signature does not. */
function encodeSubDelimiters(query: string): string {
  return query.replace(/[!'()*]/g, percentEncode);
}

function textOf(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
