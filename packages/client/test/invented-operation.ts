import type { Operation } from "@aom-workflow/types";

/** An operation of another contract: it lists executions, and only reads. */
export const listExecutions: Operation<
  { readonly projectId?: string | undefined; readonly state?: readonly string[] | undefined; readonly limit?: number | undefined },
  { readonly executions: readonly { readonly id: string }[] },
  { readonly 404: { readonly error_code: string } }
> = {
  id: "ListExecutions",
  name: "listExecutions",
  method: "GET",
  path: "/v1/{project_id}/executions",
  parameters: [
    {
      name: "project_id",
      input: "projectId",
      in: "path",
      required: true,
      schema: { type: "string", minLength: 32, maxLength: 32 },
      scope: "connection",
    },
    {
      name: "state",
      input: "state",
      in: "query",
      required: false,
      schema: { type: "array", minItems: 1, items: { type: "string" } },
    },
    { name: "limit", input: "limit", in: "query", required: false, schema: { type: "integer", minimum: 1, maximum: 100 } },
  ],
  success: [200],
  errors: [404, 500],
  effect: "none",
  retry: { maxAttempts: 3, initialDelayMs: 500, maxDelayMs: 20_000, maxRetryAfterMs: 60_000, on: ["connection-lost", "server-error"] },
};
