// Generated from spec/aom.yaml (version 0.4.0, SHA-256 489b453aca6d9bc56ec89dff68eb7ef1d48819b3868d8180e54833ffe0d6fcf8).
// Do not edit: change the contract and run `pnpm generate`.

import type { components } from "./aom.schema.gen.ts";
import type { ContractIdentity, Operation, Parameter, RetryPolicy } from "./operation.ts";

type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];

/** The contract that this code was generated from. */
export const contract: ContractIdentity = {
  path: "spec/aom.yaml",
  title: "Huawei Cloud AOM – workflow operations",
  version: "0.4.0",
  sha256: "489b453aca6d9bc56ec89dff68eb7ef1d48819b3868d8180e54833ffe0d6fcf8",
};

/** What to do with the node: `restart` starts the failed node again, `skip` moves on to the node after the failed one, `continue` to the node after a pause. */
export type WorkflowOperationAction = Schema<"WorkflowOperationAction">;

/** The values of {@link WorkflowOperationAction}. */
export const workflowOperationActionValues = ["restart", "skip", "continue"] as const;

/** What to do with the schedule: `enable` lets the workflow start at its times, `disable` does not. */
export type WorkflowScheduleAction = Schema<"WorkflowScheduleAction">;

/** The values of {@link WorkflowScheduleAction}. */
export const workflowScheduleActionValues = ["enable", "disable"] as const;

/** Which workflows, in which order, and which page of them. */
export interface WorkflowQuery extends Schema<"WorkflowQuery"> {}

/** Milliseconds since 1970 (UTC), or in some of the vendor's examples a text as of ISO 8601. */
export type Time = Schema<"Time">;

/** One page of workflows. */
export interface WorkflowPage extends Schema<"WorkflowPage"> {}

/** A workflow (called "task" in the console). The vendor requires nothing but the name. */
export interface Workflow extends Schema<"Workflow"> {}

/** One step of a workflow. */
export interface Node extends Schema<"Node"> {}

/** The state of an execution. The vendor requires no property. */
export interface ExecutionDetails extends Schema<"ExecutionDetails"> {}

/** The result of a node. */
export interface NodeResult extends Schema<"NodeResult"> {}

/** The result of a node on one host or workload. Numbers are mostly texts. The log may contain secrets. */
export interface HostResult extends Schema<"HostResult"> {}

/** The new execution. */
export interface Execution extends Schema<"Execution"> {}

/** The state of the execution has changed. */
export interface StatusResult extends Schema<"StatusResult"> {}

/** An error from AOM itself. */
export interface ResultInfo extends Schema<"ResultInfo"> {}

/** An error from AOM itself, with the keys that some of the vendor's examples have. */
export interface MisspeltError extends Schema<"MisspeltError"> {}

/** An error from the API gateway in front of AOM. */
export interface GatewayError extends Schema<"GatewayError"> {}

/** An error from AOM or from the gateway in front of it. */
export type ErrorBody = ResultInfo | MisspeltError | GatewayError;

/** Bodies of the errors that `listWorkflows` can answer, by status. */
export interface ListWorkflowsErrors {
  readonly 400: ErrorBody;
  readonly 401: ErrorBody;
  readonly 403: ErrorBody;
  readonly 404: ErrorBody;
  readonly 413: ErrorBody;
  readonly 414: ErrorBody;
  readonly 429: ErrorBody;
  readonly 494: ErrorBody;
  readonly 500: ErrorBody;
  readonly 502: ErrorBody;
  readonly 503: ErrorBody;
  readonly 504: ErrorBody;
}

/** Inputs of `listWorkflows`. */
export interface ListWorkflowsInput {
  /**
   * IAM project that owns the workflow, as shown in the console under "My Credentials".
   *
   * Exactly 32 characters. Required only where the connection does not know it.
   *
   * @example "0123456789abcdef0123456789abcdef"
   */
  readonly projectId?: string | undefined;
  /**
   * Part of the name or of the description.
   *
   * 1 to 64 characters.
   *
   * @example "nightly"
   */
  readonly search?: string | undefined;
  /**
   * How executions start – `cron` by a schedule, `event` by an event, `manual` by a person.
   *
   * One of `cron`, `event`, `manual`.
   *
   * @example "cron"
   */
  readonly type?: "cron" | "event" | "manual" | undefined;
  /**
   * At most 10 tags with the values they must have, each 0 to 10 characters.
   *
   * @example {"team":"payments"}
   */
  readonly tags?: WorkflowQuery["tags"] | undefined;
  /**
   * Number of the page. The vendor's example begins with 0, the definition with 1.
   *
   * An integer, 0 to 9999999.
   *
   * @example 0
   */
  readonly page?: number | undefined;
  /**
   * Workflows on a page; without it, 10.
   *
   * An integer, 1 to 100.
   *
   * @example 100
   */
  readonly size?: number | undefined;
  /**
   * Enterprise project that the workflows belong to.
   *
   * 1 to 64 characters.
   *
   * @example "0"
   */
  readonly enterpriseProjectId?: string | undefined;
  /**
   * Name of the user who made the workflow.
   *
   * 1 to 64 characters.
   *
   * @example "operator"
   */
  readonly createBy?: string | undefined;
  /**
   * What the workflows are ordered by.
   *
   * One of `create_time`, `last_execution_start_time`, `update_time`.
   *
   * @example "last_execution_start_time"
   */
  readonly sortField: "create_time" | "last_execution_start_time" | "update_time";
  /**
   * Order; `ASC` has the smallest first.
   *
   * One of `ASC`, `DESC`.
   *
   * @example "DESC"
   */
  readonly sortType: "ASC" | "DESC";
  /**
   * Only what was later than this, in milliseconds since 1970 (UTC).
   *
   * An integer, 0 to 9999999999999.
   *
   * @example 1767225600000
   */
  readonly searchTimeStart?: number | undefined;
  /**
   * Only what was earlier than this, in milliseconds since 1970 (UTC).
   *
   * An integer, 0 to 9999999999999.
   *
   * @example 1767312000000
   */
  readonly searchTimeEnd?: number | undefined;
  /**
   * State of the latest execution. The vendor names success, fail, executing, cancel, waitExecute, waitApproval, approvalFailed, pausing and canceling; other words may exist.
   *
   * 1 to 16 characters.
   *
   * @example "fail"
   */
  readonly status?: string | undefined;
}

/**
 * List the workflows of a project.
 *
 * One page of the workflows that match all filters. It only reads, although it is a POST.
 *
 * @see https://support.huaweicloud.com/api-aom/ListWorkflow.html
 */
export const listWorkflowsOperation: Operation<ListWorkflowsInput, WorkflowPage, ListWorkflowsErrors> = {
  id: "ListWorkflow",
  name: "listWorkflows",
  method: "POST",
  path: "/v1/{project_id}/cms/workflow-list",
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
      name: "search",
      input: "search",
      in: "body",
      required: false,
      schema: { type: "string", minLength: 1, maxLength: 64 },
    },
    {
      name: "type",
      input: "type",
      in: "body",
      required: false,
      schema: { type: "string", minLength: 1, maxLength: 16, enum: ["cron", "event", "manual"] },
    },
    { name: "tags", input: "tags", in: "body", required: false, schema: { type: "object" } },
    {
      name: "page",
      input: "page",
      in: "body",
      required: false,
      schema: { type: "integer", minimum: 0, maximum: 9999999 },
    },
    { name: "size", input: "size", in: "body", required: false, schema: { type: "integer", minimum: 1, maximum: 100 } },
    {
      name: "enterprise_project_id",
      input: "enterpriseProjectId",
      in: "body",
      required: false,
      schema: { type: "string", minLength: 1, maxLength: 64 },
    },
    {
      name: "create_by",
      input: "createBy",
      in: "body",
      required: false,
      schema: { type: "string", minLength: 1, maxLength: 64 },
    },
    {
      name: "sort_field",
      input: "sortField",
      in: "body",
      required: true,
      schema: { type: "string", minLength: 1, maxLength: 64, enum: ["create_time", "last_execution_start_time", "update_time"] },
    },
    {
      name: "sort_type",
      input: "sortType",
      in: "body",
      required: true,
      schema: { type: "string", minLength: 1, maxLength: 16, enum: ["ASC", "DESC"] },
    },
    {
      name: "search_time_start",
      input: "searchTimeStart",
      in: "body",
      required: false,
      schema: { type: "integer", minimum: 0, maximum: 9999999999999 },
    },
    {
      name: "search_time_end",
      input: "searchTimeEnd",
      in: "body",
      required: false,
      schema: { type: "integer", minimum: 0, maximum: 9999999999999 },
    },
    {
      name: "status",
      input: "status",
      in: "body",
      required: false,
      schema: { type: "string", minLength: 1, maxLength: 16 },
    },
  ],
  success: [200],
  errors: [400, 401, 403, 404, 413, 414, 429, 494, 500, 502, 503, 504],
  effect: "none",
  permission: "cms:workflow:list",
  command: "workflows",
  retry: {
    maxAttempts: 3,
    initialDelayMs: 500,
    maxDelayMs: 20000,
    maxRetryAfterMs: 60000,
    on: [
      "not-sent",
      "throttled",
      "gateway-unavailable",
      "credentials-renewed",
      "connection-lost",
      "timeout",
      "server-error",
    ],
  },
};

/** Bodies of the errors that `listExecutions` can answer, by status. */
export interface ListExecutionsErrors {
  readonly 400: ErrorBody;
  readonly 401: ErrorBody;
  readonly 403: ErrorBody;
  readonly 404: ErrorBody;
  readonly 413: ErrorBody;
  readonly 414: ErrorBody;
  readonly 429: ErrorBody;
  readonly 494: ErrorBody;
  readonly 500: ErrorBody;
  readonly 502: ErrorBody;
  readonly 503: ErrorBody;
  readonly 504: ErrorBody;
}

/** Inputs of `listExecutions`. */
export interface ListExecutionsInput {
  /**
   * IAM project that owns the workflow, as shown in the console under "My Credentials".
   *
   * Exactly 32 characters. Required only where the connection does not know it.
   *
   * @example "0123456789abcdef0123456789abcdef"
   */
  readonly projectId?: string | undefined;
  /**
   * Workflow (called "task" in the console) – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.
   *
   * 1 to 64 characters.
   *
   * @example "3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2"
   */
  readonly workflowId: string;
  /**
   * Enterprise project that the workflow belongs to; without it, "0", the default one. The name looks like that of a header, but it is not one.
   *
   * 1 to 64 characters.
   *
   * @example "0"
   */
  readonly enterpriseProjectId?: string | undefined;
}

/**
 * List the executions of a workflow.
 *
 * All executions of one workflow that the service still has, with the result of each node. The vendor documents neither pages nor an order.
 *
 * @see https://support.huaweicloud.com/api-aom/ListWorkflowExecutions.html
 */
export const listExecutionsOperation: Operation<ListExecutionsInput, ExecutionDetails[], ListExecutionsErrors> = {
  id: "ListWorkflowExecutions",
  name: "listExecutions",
  method: "GET",
  path: "/v1/{project_id}/cms/workflow/{workflow_id}/executions",
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
      name: "workflow_id",
      input: "workflowId",
      in: "path",
      required: true,
      schema: { type: "string", minLength: 1, maxLength: 64 },
    },
    {
      name: "x_enterprise_project_id",
      input: "enterpriseProjectId",
      in: "query",
      required: false,
      schema: { type: "string", minLength: 1, maxLength: 64 },
    },
  ],
  success: [200],
  errors: [400, 401, 403, 404, 413, 414, 429, 494, 500, 502, 503, 504],
  effect: "none",
  permission: "cms:execution:get",
  command: "executions",
  retry: {
    maxAttempts: 3,
    initialDelayMs: 500,
    maxDelayMs: 20000,
    maxRetryAfterMs: 60000,
    on: [
      "not-sent",
      "throttled",
      "gateway-unavailable",
      "credentials-renewed",
      "connection-lost",
      "timeout",
      "server-error",
    ],
  },
};

/** Bodies of the errors that `runWorkflow` can answer, by status. */
export interface RunWorkflowErrors {
  readonly 400: ErrorBody;
  readonly 401: ErrorBody;
  readonly 403: ErrorBody;
  readonly 404: ErrorBody;
  readonly 413: ErrorBody;
  readonly 414: ErrorBody;
  readonly 429: ErrorBody;
  readonly 494: ErrorBody;
  readonly 500: ErrorBody;
  readonly 502: ErrorBody;
  readonly 503: ErrorBody;
  readonly 504: ErrorBody;
}

/** Inputs of `runWorkflow`. */
export interface RunWorkflowInput {
  /**
   * IAM project that owns the workflow, as shown in the console under "My Credentials".
   *
   * Exactly 32 characters. Required only where the connection does not know it.
   *
   * @example "0123456789abcdef0123456789abcdef"
   */
  readonly projectId?: string | undefined;
  /**
   * Workflow (called "task" in the console) – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.
   *
   * 1 to 64 characters.
   *
   * @example "3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2"
   */
  readonly workflowId: string;
}

/**
 * Start a new execution of a workflow.
 *
 * Runs the workflow from its first node, with the parameters that are saved in it. The answer has the id of the new execution and does not wait for it.
 *
 * @see https://support.huaweicloud.com/api-aom/ExecuteWorkflow.html
 */
export const runWorkflowOperation: Operation<RunWorkflowInput, Execution, RunWorkflowErrors> = {
  id: "ExecuteWorkflow",
  name: "runWorkflow",
  method: "POST",
  path: "/v1/{project_id}/cms/workflow/{workflow_id}/executions",
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
      name: "workflow_id",
      input: "workflowId",
      in: "path",
      required: true,
      schema: { type: "string", minLength: 1, maxLength: 64 },
    },
  ],
  success: [200],
  successWords: { execution_id: "any" },
  errors: [400, 401, 403, 404, 413, 414, 429, 494, 500, 502, 503, 504],
  effect: "once",
  permission: "cms:execution:create",
  command: "run",
  retry: {
    maxAttempts: 3,
    initialDelayMs: 500,
    maxDelayMs: 20000,
    maxRetryAfterMs: 60000,
    on: ["not-sent", "throttled", "gateway-unavailable", "credentials-renewed"],
  },
};

/** Bodies of the errors that `getExecution` can answer, by status. */
export interface GetExecutionErrors {
  readonly 400: ErrorBody;
  readonly 401: ErrorBody;
  readonly 403: ErrorBody;
  readonly 404: ErrorBody;
  readonly 413: ErrorBody;
  readonly 414: ErrorBody;
  readonly 429: ErrorBody;
  readonly 494: ErrorBody;
  readonly 500: ErrorBody;
  readonly 502: ErrorBody;
  readonly 503: ErrorBody;
  readonly 504: ErrorBody;
}

/** Inputs of `getExecution`. */
export interface GetExecutionInput {
  /**
   * IAM project that owns the workflow, as shown in the console under "My Credentials".
   *
   * Exactly 32 characters. Required only where the connection does not know it.
   *
   * @example "0123456789abcdef0123456789abcdef"
   */
  readonly projectId?: string | undefined;
  /**
   * Workflow (called "task" in the console) – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.
   *
   * 1 to 64 characters.
   *
   * @example "3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2"
   */
  readonly workflowId: string;
  /**
   * Execution of the workflow.
   *
   * 1 to 64 characters.
   *
   * @example "6f2c1d34-9f5b-4a0c-8a3e-0f6f5f8a7b21"
   */
  readonly executionId: string;
}

/**
 * Get the state of an execution and of its nodes.
 *
 * The state of one execution, with the result of each node that has started, and on which hosts. A node that has not started is not in the answer.
 *
 * @see https://support.huaweicloud.com/api-aom/SearchWorkflowExecutionDetail.html
 */
export const getExecutionOperation: Operation<GetExecutionInput, ExecutionDetails, GetExecutionErrors> = {
  id: "SearchWorkflowExecutionDetail",
  name: "getExecution",
  method: "GET",
  path: "/v1/{project_id}/cms/workflow/{workflow_id}/executions/{execution_id}/status",
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
      name: "workflow_id",
      input: "workflowId",
      in: "path",
      required: true,
      schema: { type: "string", minLength: 1, maxLength: 64 },
    },
    {
      name: "execution_id",
      input: "executionId",
      in: "path",
      required: true,
      schema: { type: "string", minLength: 1, maxLength: 64 },
    },
  ],
  success: [200],
  errors: [400, 401, 403, 404, 413, 414, 429, 494, 500, 502, 503, 504],
  effect: "none",
  permission: "cms:execution:get",
  command: "show",
  retry: {
    maxAttempts: 3,
    initialDelayMs: 500,
    maxDelayMs: 20000,
    maxRetryAfterMs: 60000,
    on: [
      "not-sent",
      "throttled",
      "gateway-unavailable",
      "credentials-renewed",
      "connection-lost",
      "timeout",
      "server-error",
    ],
  },
};

/** Bodies of the errors that `stopExecution` can answer, by status. */
export interface StopExecutionErrors {
  readonly 400: ErrorBody;
  readonly 401: ErrorBody;
  readonly 403: ErrorBody;
  readonly 404: ErrorBody;
  readonly 413: ErrorBody;
  readonly 414: ErrorBody;
  readonly 429: ErrorBody;
  readonly 494: ErrorBody;
  readonly 500: ErrorBody;
  readonly 502: ErrorBody;
  readonly 503: ErrorBody;
  readonly 504: ErrorBody;
}

/** Inputs of `stopExecution`. */
export interface StopExecutionInput {
  /**
   * IAM project that owns the workflow, as shown in the console under "My Credentials".
   *
   * Exactly 32 characters. Required only where the connection does not know it.
   *
   * @example "0123456789abcdef0123456789abcdef"
   */
  readonly projectId?: string | undefined;
  /**
   * Workflow (called "task" in the console) – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.
   *
   * 1 to 64 characters.
   *
   * @example "3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2"
   */
  readonly workflowId: string;
  /**
   * Execution of the workflow.
   *
   * 1 to 64 characters.
   *
   * @example "6f2c1d34-9f5b-4a0c-8a3e-0f6f5f8a7b21"
   */
  readonly executionId: string;
}

/**
 * Cancel an execution; it cannot be resumed.
 *
 * Cancels the execution. What its nodes have done stays done, and it cannot be resumed: a new execution starts from the first node.
 * The answer does not wait until everything has stopped.
 *
 * @see https://support.huaweicloud.com/api-aom/StopExecution.html
 */
export const stopExecutionOperation: Operation<StopExecutionInput, StatusResult, StopExecutionErrors> = {
  id: "StopExecution",
  name: "stopExecution",
  method: "POST",
  path: "/v1/{project_id}/cms/workflow/{workflow_id}/executions/{execution_id}/terminate",
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
      name: "workflow_id",
      input: "workflowId",
      in: "path",
      required: true,
      schema: { type: "string", minLength: 1, maxLength: 64 },
    },
    {
      name: "execution_id",
      input: "executionId",
      in: "path",
      required: true,
      schema: { type: "string", minLength: 1, maxLength: 64 },
    },
  ],
  success: [200],
  successWords: { result: ["success"] },
  errors: [400, 401, 403, 404, 413, 414, 429, 494, 500, 502, 503, 504],
  effect: "once",
  permission: "cms:execution:create",
  actsOn: "execution",
  command: "stop",
  retry: {
    maxAttempts: 3,
    initialDelayMs: 500,
    maxDelayMs: 20000,
    maxRetryAfterMs: 60000,
    on: ["not-sent", "throttled", "gateway-unavailable", "credentials-renewed"],
  },
};

/** Bodies of the errors that `operate` can answer, by status. */
export interface OperateErrors {
  readonly 400: ErrorBody;
  readonly 401: ErrorBody;
  readonly 403: ErrorBody;
  readonly 404: ErrorBody;
  readonly 413: ErrorBody;
  readonly 414: ErrorBody;
  readonly 429: ErrorBody;
  readonly 494: ErrorBody;
  readonly 500: ErrorBody;
  readonly 502: ErrorBody;
  readonly 503: ErrorBody;
  readonly 504: ErrorBody;
}

const operateParameters: readonly Parameter[] = [
  {
    name: "project_id",
    input: "projectId",
    in: "path",
    required: true,
    schema: { type: "string", minLength: 32, maxLength: 32 },
    scope: "connection",
  },
  {
    name: "workflow_id",
    input: "workflowId",
    in: "path",
    required: true,
    schema: { type: "string", minLength: 1, maxLength: 64 },
  },
  {
    name: "execution_id",
    input: "executionId",
    in: "path",
    required: true,
    schema: { type: "string", minLength: 1, maxLength: 64 },
  },
  {
    name: "action",
    input: "action",
    in: "query",
    required: true,
    schema: { type: "string", minLength: 1, maxLength: 10, enum: ["restart", "skip", "continue"] },
  },
  {
    name: "node_id",
    input: "nodeId",
    in: "query",
    required: true,
    schema: { type: "string", minLength: 1, maxLength: 64 },
  },
];

const operateRetry: RetryPolicy = {
  maxAttempts: 3,
  initialDelayMs: 500,
  maxDelayMs: 20000,
  maxRetryAfterMs: 60000,
  on: ["not-sent", "throttled", "gateway-unavailable", "credentials-renewed"],
};

/** Inputs of `operate`. */
export interface OperateInput {
  /**
   * IAM project that owns the workflow, as shown in the console under "My Credentials".
   *
   * Exactly 32 characters. Required only where the connection does not know it.
   *
   * @example "0123456789abcdef0123456789abcdef"
   */
  readonly projectId?: string | undefined;
  /**
   * Workflow (called "task" in the console) – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.
   *
   * 1 to 64 characters.
   *
   * @example "3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2"
   */
  readonly workflowId: string;
  /**
   * Execution of the workflow.
   *
   * 1 to 64 characters.
   *
   * @example "6f2c1d34-9f5b-4a0c-8a3e-0f6f5f8a7b21"
   */
  readonly executionId: string;
  /**
   * What to do with the node.
   *
   * One of `restart`, `skip`, `continue`.
   *
   * @example "restart"
   */
  readonly action: WorkflowOperationAction;
  /**
   * Node that the execution stopped at – its `id` such as `run-script`, not its display name.
   *
   * 1 to 64 characters.
   *
   * @example "run-script"
   */
  readonly nodeId: string;
}

/**
 * Restart, skip or continue a stopped workflow execution.
 *
 * Acts on one node of one execution: restarts a failed node, skips it, or continues past a pause node.
 * The answer says that the state of the execution has changed; it does not wait for the node to finish.
 * None of the actions can be undone.
 *
 * @see https://support.huaweicloud.com/api-aom/StartPausingWorkflowExecutions.html
 */
export const operateOperation: Operation<OperateInput, StatusResult, OperateErrors> = {
  id: "StartPausingWorkflowExecutions",
  name: "operate",
  method: "POST",
  path: "/v1/{project_id}/cms/workflow/{workflow_id}/executions/{execution_id}/operation",
  parameters: operateParameters,
  success: [200],
  successWords: { result: ["success"] },
  errors: [400, 401, 403, 404, 413, 414, 429, 494, 500, 502, 503, 504],
  effect: "once",
  permission: "cms:execution:create",
  actsOn: "node",
  command: "operate",
  retry: operateRetry,
};

/** Inputs of `restart`. */
export interface RestartInput {
  /**
   * IAM project that owns the workflow, as shown in the console under "My Credentials".
   *
   * Exactly 32 characters. Required only where the connection does not know it.
   *
   * @example "0123456789abcdef0123456789abcdef"
   */
  readonly projectId?: string | undefined;
  /**
   * Workflow (called "task" in the console) – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.
   *
   * 1 to 64 characters.
   *
   * @example "3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2"
   */
  readonly workflowId: string;
  /**
   * Execution of the workflow.
   *
   * 1 to 64 characters.
   *
   * @example "6f2c1d34-9f5b-4a0c-8a3e-0f6f5f8a7b21"
   */
  readonly executionId: string;
  /**
   * Node that the execution stopped at – its `id` such as `run-script`, not its display name.
   *
   * 1 to 64 characters.
   *
   * @example "run-script"
   */
  readonly nodeId: string;
}

/**
 * Restart the failed node of a stopped execution.
 *
 * The node starts from its beginning: whatever it did before it failed may be done a second time.
 * The answer does not wait for the node to finish.
 *
 * @see https://support.huaweicloud.com/api-aom/StartPausingWorkflowExecutions.html
 */
export const restartOperation: Operation<RestartInput, StatusResult, OperateErrors> = {
  id: "StartPausingWorkflowExecutions",
  name: "restart",
  method: "POST",
  path: "/v1/{project_id}/cms/workflow/{workflow_id}/executions/{execution_id}/operation",
  parameters: operateParameters,
  fixed: { action: "restart" },
  success: [200],
  successWords: { result: ["success"] },
  errors: [400, 401, 403, 404, 413, 414, 429, 494, 500, 502, 503, 504],
  effect: "once",
  permission: "cms:execution:create",
  actsOn: "node",
  command: "restart",
  retry: operateRetry,
};

/** Inputs of `skip`. */
export interface SkipInput {
  /**
   * IAM project that owns the workflow, as shown in the console under "My Credentials".
   *
   * Exactly 32 characters. Required only where the connection does not know it.
   *
   * @example "0123456789abcdef0123456789abcdef"
   */
  readonly projectId?: string | undefined;
  /**
   * Workflow (called "task" in the console) – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.
   *
   * 1 to 64 characters.
   *
   * @example "3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2"
   */
  readonly workflowId: string;
  /**
   * Execution of the workflow.
   *
   * 1 to 64 characters.
   *
   * @example "6f2c1d34-9f5b-4a0c-8a3e-0f6f5f8a7b21"
   */
  readonly executionId: string;
  /**
   * Node that the execution stopped at – its `id` such as `run-script`, not its display name.
   *
   * 1 to 64 characters.
   *
   * @example "run-script"
   */
  readonly nodeId: string;
}

/**
 * Skip the failed node and continue with the next one.
 *
 * The node's work is not done, although later nodes may rely on it. This cannot be undone.
 * The answer does not wait for the next node to finish.
 *
 * @see https://support.huaweicloud.com/api-aom/StartPausingWorkflowExecutions.html
 */
export const skipOperation: Operation<SkipInput, StatusResult, OperateErrors> = {
  id: "StartPausingWorkflowExecutions",
  name: "skip",
  method: "POST",
  path: "/v1/{project_id}/cms/workflow/{workflow_id}/executions/{execution_id}/operation",
  parameters: operateParameters,
  fixed: { action: "skip" },
  success: [200],
  successWords: { result: ["success"] },
  errors: [400, 401, 403, 404, 413, 414, 429, 494, 500, 502, 503, 504],
  effect: "once",
  permission: "cms:execution:create",
  actsOn: "node",
  command: "skip",
  retry: operateRetry,
};

/** Inputs of `continue`. */
export interface ContinueInput {
  /**
   * IAM project that owns the workflow, as shown in the console under "My Credentials".
   *
   * Exactly 32 characters. Required only where the connection does not know it.
   *
   * @example "0123456789abcdef0123456789abcdef"
   */
  readonly projectId?: string | undefined;
  /**
   * Workflow (called "task" in the console) – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.
   *
   * 1 to 64 characters.
   *
   * @example "3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2"
   */
  readonly workflowId: string;
  /**
   * Execution of the workflow.
   *
   * 1 to 64 characters.
   *
   * @example "6f2c1d34-9f5b-4a0c-8a3e-0f6f5f8a7b21"
   */
  readonly executionId: string;
  /**
   * Node that the execution stopped at – its `id` such as `run-script`, not its display name.
   *
   * 1 to 64 characters.
   *
   * @example "run-script"
   */
  readonly nodeId: string;
}

/**
 * Continue past a pause node.
 *
 * The next node starts. A pause often waits for someone's approval: continue only if it has been given.
 * The answer does not wait for the next node to finish.
 *
 * @see https://support.huaweicloud.com/api-aom/StartPausingWorkflowExecutions.html
 */
export const continueOperation: Operation<ContinueInput, StatusResult, OperateErrors> = {
  id: "StartPausingWorkflowExecutions",
  name: "continue",
  method: "POST",
  path: "/v1/{project_id}/cms/workflow/{workflow_id}/executions/{execution_id}/operation",
  parameters: operateParameters,
  fixed: { action: "continue" },
  success: [200],
  successWords: { result: ["success"] },
  errors: [400, 401, 403, 404, 413, 414, 429, 494, 500, 502, 503, 504],
  effect: "once",
  permission: "cms:execution:create",
  actsOn: "node",
  command: "continue",
  retry: operateRetry,
};

/** Bodies of the errors that `setSchedule` can answer, by status. */
export interface SetScheduleErrors {
  readonly 400: ErrorBody;
  readonly 401: ErrorBody;
  readonly 403: ErrorBody;
  readonly 404: ErrorBody;
  readonly 413: ErrorBody;
  readonly 414: ErrorBody;
  readonly 429: ErrorBody;
  readonly 494: ErrorBody;
  readonly 500: ErrorBody;
  readonly 502: ErrorBody;
  readonly 503: ErrorBody;
  readonly 504: ErrorBody;
}

const setScheduleParameters: readonly Parameter[] = [
  {
    name: "project_id",
    input: "projectId",
    in: "path",
    required: true,
    schema: { type: "string", minLength: 32, maxLength: 32 },
    scope: "connection",
  },
  {
    name: "workflow_id",
    input: "workflowId",
    in: "path",
    required: true,
    schema: { type: "string", minLength: 1, maxLength: 64 },
  },
  {
    name: "action",
    input: "action",
    in: "query",
    required: true,
    schema: { type: "string", minLength: 1, maxLength: 10, enum: ["enable", "disable"] },
  },
];

const setScheduleRetry: RetryPolicy = {
  maxAttempts: 3,
  initialDelayMs: 500,
  maxDelayMs: 20000,
  maxRetryAfterMs: 60000,
  on: ["not-sent", "throttled", "gateway-unavailable", "credentials-renewed", "connection-lost", "timeout", "server-error"],
};

/** Inputs of `setSchedule`. */
export interface SetScheduleInput {
  /**
   * IAM project that owns the workflow, as shown in the console under "My Credentials".
   *
   * Exactly 32 characters. Required only where the connection does not know it.
   *
   * @example "0123456789abcdef0123456789abcdef"
   */
  readonly projectId?: string | undefined;
  /**
   * Workflow (called "task" in the console) – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.
   *
   * 1 to 64 characters.
   *
   * @example "3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2"
   */
  readonly workflowId: string;
  /**
   * What to do with the schedule.
   *
   * One of `enable`, `disable`.
   *
   * @example "enable"
   */
  readonly action: WorkflowScheduleAction;
}

/**
 * Enable or disable the schedule of a workflow.
 *
 * While the schedule is disabled, the workflow does not start at its times; it can still be started by hand. Executions that have started continue.
 *
 * @see https://support.huaweicloud.com/api-aom/UpdateWorkflowTriggerStatus.html
 */
export const setScheduleOperation: Operation<SetScheduleInput, string, SetScheduleErrors> = {
  id: "UpdateWorkflowTriggerStatus",
  name: "setSchedule",
  method: "PUT",
  path: "/v1/{project_id}/cms/workflow/{workflow_id}/trigger/action",
  parameters: setScheduleParameters,
  success: [200],
  successWords: ["{\"success\"}", "success", "{\"result\":\"success\"}"],
  errors: [400, 401, 403, 404, 413, 414, 429, 494, 500, 502, 503, 504],
  effect: "idempotent",
  permission: "cms:workflow:update",
  command: "set-schedule",
  retry: setScheduleRetry,
};

/** Inputs of `enableSchedule`. */
export interface EnableScheduleInput {
  /**
   * IAM project that owns the workflow, as shown in the console under "My Credentials".
   *
   * Exactly 32 characters. Required only where the connection does not know it.
   *
   * @example "0123456789abcdef0123456789abcdef"
   */
  readonly projectId?: string | undefined;
  /**
   * Workflow (called "task" in the console) – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.
   *
   * 1 to 64 characters.
   *
   * @example "3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2"
   */
  readonly workflowId: string;
}

/**
 * Enable the schedule of a workflow.
 *
 * The workflow starts at its times again, from the next one on.
 *
 * @see https://support.huaweicloud.com/api-aom/UpdateWorkflowTriggerStatus.html
 */
export const enableScheduleOperation: Operation<EnableScheduleInput, string, SetScheduleErrors> = {
  id: "UpdateWorkflowTriggerStatus",
  name: "enableSchedule",
  method: "PUT",
  path: "/v1/{project_id}/cms/workflow/{workflow_id}/trigger/action",
  parameters: setScheduleParameters,
  fixed: { action: "enable" },
  success: [200],
  successWords: ["{\"success\"}", "success", "{\"result\":\"success\"}"],
  errors: [400, 401, 403, 404, 413, 414, 429, 494, 500, 502, 503, 504],
  effect: "idempotent",
  permission: "cms:workflow:update",
  command: "enable-schedule",
  retry: setScheduleRetry,
};

/** Inputs of `disableSchedule`. */
export interface DisableScheduleInput {
  /**
   * IAM project that owns the workflow, as shown in the console under "My Credentials".
   *
   * Exactly 32 characters. Required only where the connection does not know it.
   *
   * @example "0123456789abcdef0123456789abcdef"
   */
  readonly projectId?: string | undefined;
  /**
   * Workflow (called "task" in the console) – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.
   *
   * 1 to 64 characters.
   *
   * @example "3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2"
   */
  readonly workflowId: string;
}

/**
 * Disable the schedule of a workflow.
 *
 * The workflow does not start at its times until the schedule is enabled again. It can still be started by hand.
 *
 * @see https://support.huaweicloud.com/api-aom/UpdateWorkflowTriggerStatus.html
 */
export const disableScheduleOperation: Operation<DisableScheduleInput, string, SetScheduleErrors> = {
  id: "UpdateWorkflowTriggerStatus",
  name: "disableSchedule",
  method: "PUT",
  path: "/v1/{project_id}/cms/workflow/{workflow_id}/trigger/action",
  parameters: setScheduleParameters,
  fixed: { action: "disable" },
  success: [200],
  successWords: ["{\"success\"}", "success", "{\"result\":\"success\"}"],
  errors: [400, 401, 403, 404, 413, 414, 429, 494, 500, 502, 503, 504],
  effect: "idempotent",
  permission: "cms:workflow:update",
  command: "disable-schedule",
  retry: setScheduleRetry,
};

/** The names of the methods that act on an execution. */
export type AomActionName = "stopExecution" | "operate" | "restart" | "skip" | "continue";

/** Every operation of spec/aom.yaml and its forms, by the names of the methods that call them. */
export interface AomOperations {
  /**
   * List the workflows of a project.
   *
   * One page of the workflows that match all filters. It only reads, although it is a POST.
   *
   * @see https://support.huaweicloud.com/api-aom/ListWorkflow.html
   */
  readonly listWorkflows: Operation<ListWorkflowsInput, WorkflowPage, ListWorkflowsErrors>;
  /**
   * List the executions of a workflow.
   *
   * All executions of one workflow that the service still has, with the result of each node. The vendor documents neither pages nor an order.
   *
   * @see https://support.huaweicloud.com/api-aom/ListWorkflowExecutions.html
   */
  readonly listExecutions: Operation<ListExecutionsInput, ExecutionDetails[], ListExecutionsErrors>;
  /**
   * Start a new execution of a workflow.
   *
   * Runs the workflow from its first node, with the parameters that are saved in it. The answer has the id of the new execution and does not wait for it.
   *
   * @see https://support.huaweicloud.com/api-aom/ExecuteWorkflow.html
   */
  readonly runWorkflow: Operation<RunWorkflowInput, Execution, RunWorkflowErrors>;
  /**
   * Get the state of an execution and of its nodes.
   *
   * The state of one execution, with the result of each node that has started, and on which hosts. A node that has not started is not in the answer.
   *
   * @see https://support.huaweicloud.com/api-aom/SearchWorkflowExecutionDetail.html
   */
  readonly getExecution: Operation<GetExecutionInput, ExecutionDetails, GetExecutionErrors>;
  /**
   * Cancel an execution; it cannot be resumed.
   *
   * Cancels the execution. What its nodes have done stays done, and it cannot be resumed: a new execution starts from the first node.
   * The answer does not wait until everything has stopped.
   *
   * @see https://support.huaweicloud.com/api-aom/StopExecution.html
   */
  readonly stopExecution: Operation<StopExecutionInput, StatusResult, StopExecutionErrors>;
  /**
   * Restart, skip or continue a stopped workflow execution.
   *
   * Acts on one node of one execution: restarts a failed node, skips it, or continues past a pause node.
   * The answer says that the state of the execution has changed; it does not wait for the node to finish.
   * None of the actions can be undone.
   *
   * @see https://support.huaweicloud.com/api-aom/StartPausingWorkflowExecutions.html
   */
  readonly operate: Operation<OperateInput, StatusResult, OperateErrors>;
  /**
   * Restart the failed node of a stopped execution.
   *
   * The node starts from its beginning: whatever it did before it failed may be done a second time.
   * The answer does not wait for the node to finish.
   *
   * @see https://support.huaweicloud.com/api-aom/StartPausingWorkflowExecutions.html
   */
  readonly restart: Operation<RestartInput, StatusResult, OperateErrors>;
  /**
   * Skip the failed node and continue with the next one.
   *
   * The node's work is not done, although later nodes may rely on it. This cannot be undone.
   * The answer does not wait for the next node to finish.
   *
   * @see https://support.huaweicloud.com/api-aom/StartPausingWorkflowExecutions.html
   */
  readonly skip: Operation<SkipInput, StatusResult, OperateErrors>;
  /**
   * Continue past a pause node.
   *
   * The next node starts. A pause often waits for someone's approval: continue only if it has been given.
   * The answer does not wait for the next node to finish.
   *
   * @see https://support.huaweicloud.com/api-aom/StartPausingWorkflowExecutions.html
   */
  readonly continue: Operation<ContinueInput, StatusResult, OperateErrors>;
  /**
   * Enable or disable the schedule of a workflow.
   *
   * While the schedule is disabled, the workflow does not start at its times; it can still be started by hand. Executions that have started continue.
   *
   * @see https://support.huaweicloud.com/api-aom/UpdateWorkflowTriggerStatus.html
   */
  readonly setSchedule: Operation<SetScheduleInput, string, SetScheduleErrors>;
  /**
   * Enable the schedule of a workflow.
   *
   * The workflow starts at its times again, from the next one on.
   *
   * @see https://support.huaweicloud.com/api-aom/UpdateWorkflowTriggerStatus.html
   */
  readonly enableSchedule: Operation<EnableScheduleInput, string, SetScheduleErrors>;
  /**
   * Disable the schedule of a workflow.
   *
   * The workflow does not start at its times until the schedule is enabled again. It can still be started by hand.
   *
   * @see https://support.huaweicloud.com/api-aom/UpdateWorkflowTriggerStatus.html
   */
  readonly disableSchedule: Operation<DisableScheduleInput, string, SetScheduleErrors>;
}

/** Every operation of spec/aom.yaml and its forms. */
export const operations: AomOperations = {
  listWorkflows: listWorkflowsOperation,
  listExecutions: listExecutionsOperation,
  runWorkflow: runWorkflowOperation,
  getExecution: getExecutionOperation,
  stopExecution: stopExecutionOperation,
  operate: operateOperation,
  restart: restartOperation,
  skip: skipOperation,
  continue: continueOperation,
  setSchedule: setScheduleOperation,
  enableSchedule: enableScheduleOperation,
  disableSchedule: disableScheduleOperation,
};
