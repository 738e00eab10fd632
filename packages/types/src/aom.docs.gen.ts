// Generated from spec/aom.yaml (version 0.4.0, SHA-256 489b453aca6d9bc56ec89dff68eb7ef1d48819b3868d8180e54833ffe0d6fcf8).
// Do not edit: change the contract and run `pnpm generate`.

import type { AomOperations } from "./aom.operations.gen.ts";
import type { OperationDocs } from "./operation-docs.ts";

const listWorkflowsDocs: Omit<OperationDocs, "summary"> = {
  inputs: {
    projectId: {
      description: "IAM project that owns the workflow, as shown in the console under \"My Credentials\".",
      example: "0123456789abcdef0123456789abcdef",
    },
    search: { description: "Part of the name or of the description.", example: "nightly" },
    type: {
      description: "How executions start – `cron` by a schedule, `event` by an event, `manual` by a person.",
      example: "cron",
    },
    tags: {
      description: "At most 10 tags with the values they must have, each 0 to 10 characters.",
      example: { team: "payments" },
    },
    page: { description: "Number of the page. The vendor's example begins with 0, the definition with 1.", example: 0 },
    size: { description: "Workflows on a page; without it, 10.", example: 100 },
    enterpriseProjectId: { description: "Enterprise project that the workflows belong to.", example: "0" },
    createBy: { description: "Name of the user who made the workflow.", example: "operator" },
    sortField: { description: "What the workflows are ordered by.", example: "last_execution_start_time" },
    sortType: { description: "Order; `ASC` has the smallest first.", example: "DESC" },
    searchTimeStart: { description: "Only what was later than this, in milliseconds since 1970 (UTC).", example: 1767225600000 },
    searchTimeEnd: { description: "Only what was earlier than this, in milliseconds since 1970 (UTC).", example: 1767312000000 },
    status: {
      description: "State of the latest execution. The vendor names success, fail, executing, cancel, waitExecute, waitApproval, approvalFailed, pausing and canceling; other words may exist.",
      example: "fail",
    },
  },
  lifecycle: {
    stage: "historical",
    note: "The vendor lists this API under \"Historical APIs / Automation (Offline Soon)\". No switch-off date and no replacement are named.",
    source: "https://support.huaweicloud.com/intl/tr-tr/api-aom/en-us_topic_0000002497701514.html",
  },
  page: "https://support.huaweicloud.com/api-aom/ListWorkflow.html",
};

const listExecutionsDocs: Omit<OperationDocs, "summary"> = {
  inputs: {
    projectId: {
      description: "IAM project that owns the workflow, as shown in the console under \"My Credentials\".",
      example: "0123456789abcdef0123456789abcdef",
    },
    workflowId: {
      description: "Workflow (called \"task\" in the console) – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.",
      example: "3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2",
    },
    enterpriseProjectId: {
      description: "Enterprise project that the workflow belongs to; without it, \"0\", the default one. The name looks like that of a header, but it is not one.",
      example: "0",
    },
  },
  lifecycle: {
    stage: "historical",
    note: "The vendor lists this API under \"Historical APIs / Automation (Offline Soon)\". No switch-off date and no replacement are named.",
    source: "https://support.huaweicloud.com/intl/tr-tr/api-aom/en-us_topic_0000002497701514.html",
  },
  page: "https://support.huaweicloud.com/api-aom/ListWorkflowExecutions.html",
};

const runWorkflowDocs: Omit<OperationDocs, "summary"> = {
  inputs: {
    projectId: {
      description: "IAM project that owns the workflow, as shown in the console under \"My Credentials\".",
      example: "0123456789abcdef0123456789abcdef",
    },
    workflowId: {
      description: "Workflow (called \"task\" in the console) – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.",
      example: "3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2",
    },
  },
  lifecycle: {
    stage: "historical",
    note: "The vendor lists this API under \"Historical APIs / Automation (Offline Soon)\". No switch-off date and no replacement are named.",
    source: "https://support.huaweicloud.com/intl/tr-tr/api-aom/en-us_topic_0000002497701514.html",
  },
  page: "https://support.huaweicloud.com/api-aom/ExecuteWorkflow.html",
};

const getExecutionDocs: Omit<OperationDocs, "summary"> = {
  inputs: {
    projectId: {
      description: "IAM project that owns the workflow, as shown in the console under \"My Credentials\".",
      example: "0123456789abcdef0123456789abcdef",
    },
    workflowId: {
      description: "Workflow (called \"task\" in the console) – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.",
      example: "3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2",
    },
    executionId: { description: "Execution of the workflow.", example: "6f2c1d34-9f5b-4a0c-8a3e-0f6f5f8a7b21" },
  },
  lifecycle: {
    stage: "historical",
    note: "The vendor lists this API under \"Historical APIs / Automation (Offline Soon)\". No switch-off date and no replacement are named.",
    source: "https://support.huaweicloud.com/intl/tr-tr/api-aom/en-us_topic_0000002497701514.html",
  },
  page: "https://support.huaweicloud.com/api-aom/SearchWorkflowExecutionDetail.html",
};

const stopExecutionDocs: Omit<OperationDocs, "summary"> = {
  inputs: {
    projectId: {
      description: "IAM project that owns the workflow, as shown in the console under \"My Credentials\".",
      example: "0123456789abcdef0123456789abcdef",
    },
    workflowId: {
      description: "Workflow (called \"task\" in the console) – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.",
      example: "3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2",
    },
    executionId: { description: "Execution of the workflow.", example: "6f2c1d34-9f5b-4a0c-8a3e-0f6f5f8a7b21" },
  },
  lifecycle: {
    stage: "historical",
    note: "The vendor lists this API under \"Historical APIs / Automation (Offline Soon)\". No switch-off date and no replacement are named.",
    source: "https://support.huaweicloud.com/intl/tr-tr/api-aom/en-us_topic_0000002497701514.html",
  },
  page: "https://support.huaweicloud.com/api-aom/StopExecution.html",
};

const operateDocs: Omit<OperationDocs, "summary"> = {
  inputs: {
    projectId: {
      description: "IAM project that owns the workflow, as shown in the console under \"My Credentials\".",
      example: "0123456789abcdef0123456789abcdef",
    },
    workflowId: {
      description: "Workflow (called \"task\" in the console) – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.",
      example: "3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2",
    },
    executionId: { description: "Execution of the workflow.", example: "6f2c1d34-9f5b-4a0c-8a3e-0f6f5f8a7b21" },
    action: { description: "What to do with the node.", example: "restart" },
    nodeId: {
      description: "Node that the execution stopped at – its `id` such as `run-script`, not its display name.",
      example: "run-script",
    },
  },
  lifecycle: {
    stage: "historical",
    note: "The vendor lists this API under \"Historical APIs / Automation (Offline Soon)\". No switch-off date and no replacement are named.",
    source: "https://support.huaweicloud.com/api-aom/StartPausingWorkflowExecutions.html",
  },
  page: "https://support.huaweicloud.com/api-aom/StartPausingWorkflowExecutions.html",
};

const setScheduleDocs: Omit<OperationDocs, "summary"> = {
  inputs: {
    projectId: {
      description: "IAM project that owns the workflow, as shown in the console under \"My Credentials\".",
      example: "0123456789abcdef0123456789abcdef",
    },
    workflowId: {
      description: "Workflow (called \"task\" in the console) – its `id`. Not the field `workflow_id` inside a workflow object, which names the underlying FunctionGraph flow.",
      example: "3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2",
    },
    action: { description: "What to do with the schedule.", example: "enable" },
  },
  lifecycle: {
    stage: "historical",
    note: "The vendor lists this API under \"Historical APIs / Automation (Offline Soon)\". No switch-off date and no replacement are named.",
    source: "https://support.huaweicloud.com/intl/tr-tr/api-aom/en-us_topic_0000002497701514.html",
  },
  page: "https://support.huaweicloud.com/api-aom/UpdateWorkflowTriggerStatus.html",
};

/** What people should know of each operation of spec/aom.yaml and of its forms. */
export const docs: Readonly<Record<keyof AomOperations, OperationDocs>> = {
  listWorkflows: { summary: "List the workflows of a project.", ...listWorkflowsDocs },
  listExecutions: { summary: "List the executions of a workflow.", ...listExecutionsDocs },
  runWorkflow: { summary: "Start a new execution of a workflow.", ...runWorkflowDocs },
  getExecution: { summary: "Get the state of an execution and of its nodes.", ...getExecutionDocs },
  stopExecution: { summary: "Cancel an execution; it cannot be resumed.", ...stopExecutionDocs },
  operate: { summary: "Restart, skip or continue a stopped workflow execution.", ...operateDocs },
  restart: { summary: "Restart the failed node of a stopped execution.", ...operateDocs },
  skip: { summary: "Skip the failed node and continue with the next one.", ...operateDocs },
  continue: { summary: "Continue past a pause node.", ...operateDocs },
  setSchedule: { summary: "Enable or disable the schedule of a workflow.", ...setScheduleDocs },
  enableSchedule: { summary: "Enable the schedule of a workflow.", ...setScheduleDocs },
  disableSchedule: { summary: "Disable the schedule of a workflow.", ...setScheduleDocs },
};
export type { InputDocs, Lifecycle, OperationDocs } from "./operation-docs.ts";
