import type { Result } from "@aom-workflow/http";
import { normaliseEndpoint } from "@aom-workflow/http/internal";
import type { paths } from "@aom-workflow/types";
import createOpenApiClient, { type Client } from "openapi-fetch";
import { type ClientOptions, createClient } from "../create-client.ts";
import { resolveEndpoint } from "../region.ts";
import { callOf } from "./call-of.ts";
import { responseOf } from "./response-of.ts";

/**
 * An openapi-fetch client, typed by the contract, for people who prefer calls by path. Its requests go through the same engine: input is
 * checked, credentials are added, time limits and the contract's retries hold. A success and an error answer that the contract declares
 * come as `data` and `error`, and {@link resultOf} tells their outcome; every other failure is thrown, with its outcome.
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
  return createOpenApiClient<paths>({
    baseUrl,
    async fetch(request: Request) {
      const { operation, input } = await callOf(request, baseUrl);
      const result = await client.call(operation, input, { signal: request.signal });
      const response = responseOf(result);
      if (!response) throw (result as Result<unknown, never> & { ok: false }).error;
      return Object.defineProperty(response, resultKey, { value: result });
    },
  });
}

const resultKey = Symbol("result");

/** How the call behind a response of such a client ended, its outcome and attempts included. */
export function resultOf(response: Response): Result<unknown, Record<number, unknown>> | undefined {
  return (response as { [resultKey]?: Result<unknown, Record<number, unknown>> })[resultKey];
}
