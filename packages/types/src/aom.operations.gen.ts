// Generated from spec/aom.yaml (version 0.1.0, SHA-256 cce1fe9c7319fdcf5f3db5811f9c32a75c2348e67ad490aa41bfccd2592190d2).
// Do not edit: change the contract and run `pnpm generate`.

import type { ContractIdentity, Operation } from "./operation.ts";

/** The contract that this code was generated from. */
export const contract = {
  path: "spec/aom.yaml",
  title: "Huawei Cloud AOM – workflow operations",
  version: "0.1.0",
  sha256: "cce1fe9c7319fdcf5f3db5811f9c32a75c2348e67ad490aa41bfccd2592190d2"
} as const satisfies ContractIdentity;

/** Every operation of the contract by its operationId. */
export const operations = {
  StartPausingWorkflowExecutions: {
    id: "StartPausingWorkflowExecutions",
    method: "POST",
    path: "/v1/{project_id}/cms/workflow/{workflow_id}/executions/{execution_id}/operation",
    summary: "Move a stopped workflow run on.",
    parameters: [
      {
        name: "project_id",
        in: "path",
        required: true,
        description: "IAM project that owns the workflow. 32 characters, as shown in the console under \"My Credentials\".",
        minLength: 32,
        maxLength: 32,
        example: "0123456789abcdef0123456789abcdef"
      },
      {
        name: "workflow_id",
        in: "path",
        required: true,
        description: "Workflow (called \"task\" in the console) the run belongs to – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.",
        minLength: 1,
        maxLength: 64,
        example: "3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2"
      },
      {
        name: "execution_id",
        in: "path",
        required: true,
        description: "Run of the workflow that stopped.",
        minLength: 1,
        maxLength: 64,
        example: "6f2c1d34-9f5b-4a0c-8a3e-0f6f5f8a7b21"
      },
      {
        name: "action",
        in: "query",
        required: true,
        description: "What to do with the node.",
        minLength: 1,
        maxLength: 10,
        enum: [
          "restart",
          "skip",
          "continue"
        ],
        example: "restart"
      },
      {
        name: "node_id",
        in: "query",
        required: true,
        description: "Node that the run stopped at – its `id` such as `run-script`, not its display name.",
        minLength: 1,
        maxLength: 64,
        example: "run-script"
      }
    ],
    statuses: [
      200,
      400,
      401,
      403,
      404,
      413,
      414,
      429,
      494,
      500,
      502,
      503,
      504
    ],
    idempotent: false,
    retry: {
      maxAttempts: 3,
      initialDelayMs: 500,
      maxDelayMs: 20000,
      maxRetryAfterMs: 60000,
      on: [
        "not-sent",
        "throttled",
        "gateway-unavailable",
        "credentials-renewed"
      ]
    },
    lifecycle: {
      stage: "historical",
      note: "The vendor lists this API under \"Historical APIs / Automation (Offline Soon)\". No switch-off date and no replacement are named.",
      source: "https://support.huaweicloud.com/api-aom/StartPausingWorkflowExecutions.html"
    },
    docs: "https://support.huaweicloud.com/api-aom/StartPausingWorkflowExecutions.html"
  }
} as const satisfies Record<string, Operation>;

/** Values of `WorkflowOperationAction`. */
export const workflowOperationActionValues = ["restart","skip","continue"] as const;
