// Generated from spec/aom.yaml (version 0.2.0, SHA-256 096ab2c8f7a25555fbfb444c881847fb0e47e2a79f406c90ae4bb3a2b93febbd).
// Do not edit: change the contract and run `pnpm generate`.

import type { components } from "./aom.schema.gen.ts";
import type { ContractIdentity, Lifecycle, Operation, Parameter, RetryPolicy } from "./operation.ts";

type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];

/** The contract that this code was generated from. */
export const contract: ContractIdentity = {
  path: "spec/aom.yaml",
  title: "Huawei Cloud AOM – workflow operations",
  version: "0.2.0",
  sha256: "096ab2c8f7a25555fbfb444c881847fb0e47e2a79f406c90ae4bb3a2b93febbd",
};

/** What to do with the node: `restart` starts the failed node again, `skip` goes on with the node after the failed one, `continue` goes on with the node after a pause. */
export type WorkflowOperationAction = Schema<"WorkflowOperationAction">;

/** The values of {@link WorkflowOperationAction}. */
export const workflowOperationActionValues = ["restart", "skip", "continue"] as const;

/** The state of the execution has changed. */
export interface StatusResult extends Schema<"StatusResult"> {}

/** An error from AOM itself. */
export interface ResultInfo extends Schema<"ResultInfo"> {}

/** An error from the API gateway in front of AOM. */
export interface GatewayError extends Schema<"GatewayError"> {}

/** An error from AOM or from the gateway in front of it. */
export type ErrorBody = ResultInfo | GatewayError;

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
    description: "IAM project that owns the workflow, as shown in the console under \"My Credentials\".",
    example: "0123456789abcdef0123456789abcdef",
    scope: "connection",
  },
  {
    name: "workflow_id",
    input: "workflowId",
    in: "path",
    required: true,
    schema: { type: "string", minLength: 1, maxLength: 64 },
    description: "Workflow (called \"task\" in the console) that the execution belongs to – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.",
    example: "3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2",
  },
  {
    name: "execution_id",
    input: "executionId",
    in: "path",
    required: true,
    schema: { type: "string", minLength: 1, maxLength: 64 },
    description: "Execution of the workflow that stopped.",
    example: "6f2c1d34-9f5b-4a0c-8a3e-0f6f5f8a7b21",
  },
  {
    name: "action",
    input: "action",
    in: "query",
    required: true,
    schema: { type: "string", minLength: 1, maxLength: 10, enum: ["restart", "skip", "continue"] },
    description: "What to do with the node.",
    example: "restart",
  },
  {
    name: "node_id",
    input: "nodeId",
    in: "query",
    required: true,
    schema: { type: "string", minLength: 1, maxLength: 64 },
    description: "Node that the execution stopped at – its `id` such as `run-script`, not its display name.",
    example: "run-script",
  },
];

const operateRetry: RetryPolicy = {
  maxAttempts: 3,
  initialDelayMs: 500,
  maxDelayMs: 20000,
  maxRetryAfterMs: 60000,
  on: ["not-sent", "throttled", "gateway-unavailable", "credentials-renewed"],
};

const operateLifecycle: Lifecycle = {
  stage: "historical",
  note: "The vendor lists this API under \"Historical APIs / Automation (Offline Soon)\". No switch-off date and no replacement are named.",
  source: "https://support.huaweicloud.com/api-aom/StartPausingWorkflowExecutions.html",
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
   * Workflow (called "task" in the console) that the execution belongs to – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.
   *
   * 1 to 64 characters.
   *
   * @example "3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2"
   */
  readonly workflowId: string;
  /**
   * Execution of the workflow that stopped.
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
  summary: "Restart, skip or continue a stopped workflow execution.",
  parameters: operateParameters,
  success: [200],
  successWords: { result: ["success"] },
  errors: [400, 401, 403, 404, 413, 414, 429, 494, 500, 502, 503, 504],
  effect: "once",
  retry: operateRetry,
  lifecycle: operateLifecycle,
  docs: "https://support.huaweicloud.com/api-aom/StartPausingWorkflowExecutions.html",
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
   * Workflow (called "task" in the console) that the execution belongs to – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.
   *
   * 1 to 64 characters.
   *
   * @example "3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2"
   */
  readonly workflowId: string;
  /**
   * Execution of the workflow that stopped.
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
  summary: "Restart the failed node of a stopped execution.",
  parameters: operateParameters,
  fixed: { action: "restart" },
  success: [200],
  successWords: { result: ["success"] },
  errors: [400, 401, 403, 404, 413, 414, 429, 494, 500, 502, 503, 504],
  effect: "once",
  retry: operateRetry,
  lifecycle: operateLifecycle,
  docs: "https://support.huaweicloud.com/api-aom/StartPausingWorkflowExecutions.html",
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
   * Workflow (called "task" in the console) that the execution belongs to – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.
   *
   * 1 to 64 characters.
   *
   * @example "3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2"
   */
  readonly workflowId: string;
  /**
   * Execution of the workflow that stopped.
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
 * Skip the failed node and go on with the next one.
 *
 * What the node should have done stays undone, although later nodes may rely on it. This cannot be undone.
 * The answer does not wait for the next node to finish.
 *
 * @see https://support.huaweicloud.com/api-aom/StartPausingWorkflowExecutions.html
 */
export const skipOperation: Operation<SkipInput, StatusResult, OperateErrors> = {
  id: "StartPausingWorkflowExecutions",
  name: "skip",
  method: "POST",
  path: "/v1/{project_id}/cms/workflow/{workflow_id}/executions/{execution_id}/operation",
  summary: "Skip the failed node and go on with the next one.",
  parameters: operateParameters,
  fixed: { action: "skip" },
  success: [200],
  successWords: { result: ["success"] },
  errors: [400, 401, 403, 404, 413, 414, 429, 494, 500, 502, 503, 504],
  effect: "once",
  retry: operateRetry,
  lifecycle: operateLifecycle,
  docs: "https://support.huaweicloud.com/api-aom/StartPausingWorkflowExecutions.html",
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
   * Workflow (called "task" in the console) that the execution belongs to – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.
   *
   * 1 to 64 characters.
   *
   * @example "3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2"
   */
  readonly workflowId: string;
  /**
   * Execution of the workflow that stopped.
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
 * The next node starts. A pause often waits for somebody's approval: continue only where it has been given.
 * The answer does not wait for the next node to finish.
 *
 * @see https://support.huaweicloud.com/api-aom/StartPausingWorkflowExecutions.html
 */
export const continueOperation: Operation<ContinueInput, StatusResult, OperateErrors> = {
  id: "StartPausingWorkflowExecutions",
  name: "continue",
  method: "POST",
  path: "/v1/{project_id}/cms/workflow/{workflow_id}/executions/{execution_id}/operation",
  summary: "Continue past a pause node.",
  parameters: operateParameters,
  fixed: { action: "continue" },
  success: [200],
  successWords: { result: ["success"] },
  errors: [400, 401, 403, 404, 413, 414, 429, 494, 500, 502, 503, 504],
  effect: "once",
  retry: operateRetry,
  lifecycle: operateLifecycle,
  docs: "https://support.huaweicloud.com/api-aom/StartPausingWorkflowExecutions.html",
};

/** Every operation of spec/aom.yaml and its forms, by the names of the methods that call them. */
export interface AomOperations {
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
   * Skip the failed node and go on with the next one.
   *
   * What the node should have done stays undone, although later nodes may rely on it. This cannot be undone.
   * The answer does not wait for the next node to finish.
   *
   * @see https://support.huaweicloud.com/api-aom/StartPausingWorkflowExecutions.html
   */
  readonly skip: Operation<SkipInput, StatusResult, OperateErrors>;
  /**
   * Continue past a pause node.
   *
   * The next node starts. A pause often waits for somebody's approval: continue only where it has been given.
   * The answer does not wait for the next node to finish.
   *
   * @see https://support.huaweicloud.com/api-aom/StartPausingWorkflowExecutions.html
   */
  readonly continue: Operation<ContinueInput, StatusResult, OperateErrors>;
}

/** Every operation of spec/aom.yaml and its forms. */
export const operations: AomOperations = {
  operate: operateOperation,
  restart: restartOperation,
  skip: skipOperation,
  continue: continueOperation,
};
