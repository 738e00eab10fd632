import type { Result } from "@aom-workflow/http";
import { normaliseEndpoint } from "@aom-workflow/http/internal";
import type { paths } from "@aom-workflow/types";
import createOpenApiClient, { type Client } from "openapi-fetch";
import { type ClientOptions, createClient } from "../create-client.ts";
import { resolveEndpoint } from "../region.ts";
import { bodyText } from "./body-text.ts";
import { callOf } from "./call-of.ts";
import { checkParameters, refuseOptions } from "./check-call.ts";
import { responseOf } from "./response-of.ts";

/**
 * An openapi-fetch client, typed by the contract, if you prefer calls by path. Its requests go through the same engine: input is
 * checked, credentials are added, time limits and the contract's retries hold. A success and an error response that the contract declares
 * come as `data` and `error`, and {@link resultOf} has their outcome; every other failure is thrown, with its outcome. Anything else that a call or a
 * middleware adds is either sent or refused by name.
 *
 * @example
 * const aom = createFetchClient({ region: "cn-north-4", auth: token });
 * const { data, error, response } = await aom.POST("/v1/{project_id}/cms/workflow/{workflow_id}/executions/{execution_id}/operation", { params });
 *
 * @throws InvalidInputError for an option that is not usable.
 */
export function createFetchClient(options: ClientOptions): Client<paths> {
  const client = createClient(options);
  const baseUrl = normaliseEndpoint(resolveEndpoint(options));
  const byPath = createOpenApiClient<paths>({ baseUrl, bodySerializer: bodyText, fetch: send });
  byPath.use({
    onRequest: ({ request: { method }, schemaPath, params }) => checkParameters({ method, schemaPath, params: { ...params } }),
  });
  const { use, eject, ...calls } = byPath;
  return { use, eject, ...Object.fromEntries(Object.entries(calls).map(([name, call]) => [name, refusing(call)])) } as Client<paths>;

  async function send(request: Request): Promise<Response> {
    const { operation, input, headers } = await callOf(request, baseUrl);
    const result = await client.call(operation, input, { signal: request.signal, headers });
    const response = responseOf(result);
    if (!response) throw (result as Result<unknown, never> & { ok: false }).error;
    return Object.defineProperty(response, resultKey, { value: result });
  }
}

type Call = (...given: readonly unknown[]) => Promise<unknown>;

/** The same call, which rejects for options that would be ignored. */
function refusing(call: unknown): Call {
  return async (...given) => {
    const options = given.at(-1);
    if (typeof options === "object" && options !== null) refuseOptions(options);
    return (call as Call)(...given);
  };
}

const resultKey = Symbol("result");

/** How the call behind a response of such a client ended, its outcome and attempts included. */
export function resultOf(response: Response): Result<unknown, Record<number, unknown>> | undefined {
  return (response as { [resultKey]?: Result<unknown, Record<number, unknown>> })[resultKey];
}
