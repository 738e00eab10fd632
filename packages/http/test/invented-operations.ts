import type { Operation, Parameter, RetryPolicy, RetryReason } from "@aom-workflow/types";

/** Operations of no service, one for each thing that the engine promises, so that no change of a real contract touches these tests. */
const retry = (...on: RetryReason[]): RetryPolicy => ({
  maxAttempts: 3,
  initialDelayMs: 500,
  maxDelayMs: 20_000,
  maxRetryAfterMs: 60_000,
  on,
});

const provenReasons: RetryReason[] = ["not-sent", "throttled", "gateway-unavailable", "credentials-renewed"];
const doubtfulReasons: RetryReason[] = ["connection-lost", "timeout", "server-error"];

const parameter = (input: string, where: Parameter["in"], more: Partial<Parameter> = {}): Parameter => ({
  name: input.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  input,
  in: where,
  required: true,
  schema: { type: "string", minLength: 1, maxLength: 64 },
  ...more,
});

const project = parameter("projectId", "path", { schema: { type: "string", minLength: 32, maxLength: 32 }, scope: "connection" });

const common = {
  success: [200],
  errors: [400, 401, 403, 404, 413, 429, 500, 502, 503, 504],
} as const;

export interface ErrorBody {
  readonly error_code: string;
  readonly error_msg?: string;
}

export interface Errors {
  readonly 400: ErrorBody & { readonly http_code?: number };
  readonly 401: ErrorBody;
  readonly 429: ErrorBody;
  readonly 503: ErrorBody;
}

export interface StartInput {
  readonly projectId?: string | undefined;
  readonly workflowId: string;
  readonly nodeId: string;
}

export interface StatusResult {
  readonly result?: string;
}

/** Sending it twice may do it twice. */
export const startNode: Operation<StartInput, StatusResult, Errors> = {
  ...common,
  id: "StartNode",
  name: "startNode",
  method: "POST",
  path: "/v1/{project_id}/workflows/{workflow_id}/operation",
  parameters: [
    project,
    parameter("workflowId", "path"),
    parameter("action", "query", { schema: { type: "string", enum: ["start", "stop"] } }),
    parameter("nodeId", "query"),
  ],
  fixed: { action: "start" },
  successWords: { result: ["success"] },
  effect: "once",
  retry: retry(...provenReasons),
};

export interface ListInput {
  readonly projectId?: string | undefined;
  readonly limit?: number | undefined;
  readonly states?: readonly string[] | undefined;
  readonly all?: boolean | undefined;
  readonly language?: string | undefined;
}

/** Only reads; nothing of its input is required. */
export const listNodes: Operation<ListInput, readonly { readonly id: string }[], Errors> = {
  ...common,
  id: "ListNodes",
  name: "listNodes",
  method: "GET",
  path: "/v1/{project_id}/nodes",
  parameters: [
    project,
    parameter("limit", "query", { required: false, schema: { type: "integer", minimum: 1, maximum: 100 } }),
    parameter("states", "query", { required: false, schema: { type: "array", maxItems: 3, items: { type: "string" } } }),
    parameter("all", "query", { required: false, schema: { type: "boolean" } }),
    parameter("language", "header", { name: "X-Language", required: false, schema: { type: "string" } }),
  ],
  effect: "none",
  retry: retry(...provenReasons, ...doubtfulReasons),
};

export interface CreateInput {
  readonly projectId?: string | undefined;
  readonly name: string;
  readonly labels?: readonly string[] | undefined;
}

/** Has a JSON body made of single inputs. */
export const createNode: Operation<CreateInput, { readonly id: string }, Errors> = {
  ...common,
  id: "CreateNode",
  name: "createNode",
  method: "POST",
  path: "/v1/{project_id}/nodes",
  parameters: [
    project,
    parameter("name", "body"),
    parameter("labels", "body", { required: false, schema: { type: "array", maxItems: 2, items: { type: "string", maxLength: 4 } } }),
  ],
  success: [201],
  effect: "once",
  retry: false,
};

export interface LoginInput {
  readonly body: { readonly auth: { readonly identity: { readonly methods: readonly string[]; readonly password?: object } } };
}

/** Has a whole body that is one input, and no project. */
export const login: Operation<LoginInput, unknown, Errors> = {
  ...common,
  id: "Login",
  name: "login",
  method: "POST",
  path: "/v3/tokens",
  parameters: [
    parameter("body", "body", {
      name: "",
      schema: {
        type: "object",
        required: ["auth"],
        additionalProperties: false,
        properties: {
          auth: {
            type: "object",
            required: ["identity"],
            properties: {
              identity: {
                type: "object",
                required: ["methods"],
                properties: {
                  methods: { type: "array", minItems: 1, maxItems: 2, items: { type: "string", enum: ["password", "token"] } },
                  password: { type: "object" },
                },
              },
            },
          },
        },
      },
    }),
  ],
  effect: "idempotent",
  retry: retry(...provenReasons, ...doubtfulReasons),
};

/** Answers without a body. */
export const deleteNode: Operation<{ readonly projectId?: string | undefined; readonly nodeId: string }, undefined, Errors> = {
  ...common,
  id: "DeleteNode",
  name: "deleteNode",
  method: "DELETE",
  path: "/v1/{project_id}/nodes/{node_id}",
  parameters: [project, parameter("nodeId", "path")],
  success: [204],
  effect: "idempotent",
  retry: retry(...provenReasons, ...doubtfulReasons),
};
