import { behaviourOf, type Fact, placeOf, step } from "../fact.ts";
import { contents, definition } from "./sources.ts";

const workflow = "/v1/{project_id}/cms/workflow/{workflow_id}";
const execution = `${workflow}/executions/{execution_id}`;

/** The paths with their methods. */
const methods = {
  "/v1/{project_id}/cms/workflow-list": ["post"],
  [`${workflow}/executions`]: ["get", "post"],
  [`${execution}/status`]: ["get"],
  [`${execution}/terminate`]: ["post"],
  [`${execution}/operation`]: ["post"],
  [`${workflow}/trigger/action`]: ["put"],
};

const pageOf = (id: string) => `https://support.huaweicloud.com/api-aom/${id}.html`;
const ofWorkflow = ["path project_id!", "path workflow_id!"];
const ofExecution = [...ofWorkflow, "path execution_id!"];
const toList = "cms:workflow:list";
const toRead = "cms:execution:get";
const toAct = "cms:execution:create";
const toChange = "cms:workflow:update";

/** What the vendor says about each operation. The permissions are on https://support.huaweicloud.com/api-aom/aom_04_0038.html. */
const documented = {
  "post /v1/{project_id}/cms/workflow-list": {
    id: "ListWorkflow",
    parameters: ["path project_id!"],
    body: "application/json WorkflowQuery!",
    documented: [200, 400, 401, 500],
    permission: toList,
  },
  [`put ${workflow}/trigger/action`]: {
    id: "UpdateWorkflowTriggerStatus",
    parameters: [...ofWorkflow, "query action!"],
    documented: [200, 400, 401, 500],
    permission: toChange,
  },
  [`get ${workflow}/executions`]: {
    id: "ListWorkflowExecutions",
    parameters: [...ofWorkflow, "query x_enterprise_project_id"],
    documented: [200, 401, 500],
    permission: toRead,
  },
  [`post ${workflow}/executions`]: {
    id: "ExecuteWorkflow",
    parameters: ofWorkflow,
    documented: [200, 401, 404, 500],
    permission: toAct,
  },
  [`get ${execution}/status`]: {
    id: "SearchWorkflowExecutionDetail",
    parameters: ofExecution,
    documented: [200, 400, 401, 500],
    permission: toRead,
  },
  [`post ${execution}/terminate`]: {
    id: "StopExecution",
    parameters: ofExecution,
    documented: [200, 400, 401, 404, 500],
    permission: toAct,
  },
  [`post ${execution}/operation`]: {
    id: "StartPausingWorkflowExecutions",
    parameters: [...ofExecution, "query action!", "query node_id!"],
    documented: [200, 401, 500],
    permission: toAct,
  },
};

const delays = { maxAttempts: 3, initialDelayMs: 500, maxDelayMs: 20_000, maxRetryAfterMs: 60_000 };
const notProcessed = ["not-sent", "throttled", "gateway-unavailable", "credentials-renewed"];
const acts = { "x-effect": "once", "x-retry": { ...delays, on: notProcessed } };
const reads = { "x-effect": "none", "x-retry": { ...delays, on: [...notProcessed, "connection-lost", "timeout", "server-error"] } };

/** What the gateway may send for every operation. */
const gateways = {
  ...{ 403: "Forbidden", 413: "RequestTooLarge", 414: "UriTooLong", 429: "Throttled", 494: "HeaderTooLarge" },
  ...{ 502: "BadGateway", 503: "Unavailable", 504: "GatewayTimeout" },
};

/** What we decided: names, effects, and the response of each status. */
const behaviours = {
  "post /v1/{project_id}/cms/workflow-list": {
    "x-name": "listWorkflows",
    "x-command": "workflows",
    ...reads,
    answers: { ...gateways, 200: "Workflows", 400: "InvalidQuery", 401: "UnauthorizedForWorkflows", 404: "NotFound", 500: "WorkflowError" },
  },
  [`put ${workflow}/trigger/action`]: {
    "x-name": "setSchedule",
    ...reads,
    "x-effect": "idempotent",
    "x-success": ['{"success"}', "success", '{"result":"success"}'],
    "x-forms": { enableSchedule: { action: "enable" }, disableSchedule: { action: "disable" } },
    answers: {
      ...gateways,
      200: "ScheduleChanged",
      400: "InvalidScheduleAction",
      401: "UnauthorizedForWorkflows",
      404: "NotFound",
      500: "WorkflowError",
    },
  },
  [`get ${workflow}/executions`]: {
    "x-name": "listExecutions",
    "x-command": "executions",
    ...reads,
    answers: {
      ...gateways,
      200: "Executions",
      400: "BadRequest",
      401: "UnauthorizedForExecutions",
      404: "NotFound",
      500: "ExecutionError",
    },
  },
  [`post ${workflow}/executions`]: {
    "x-name": "runWorkflow",
    "x-command": "run",
    ...acts,
    "x-success": { execution_id: "any" },
    answers: { ...gateways, 200: "Started", 400: "BadRequest", 401: "Unauthorized", 404: "WorkflowNotFound", 500: "ExecutionError" },
  },
  [`get ${execution}/status`]: {
    "x-name": "getExecution",
    "x-command": "show",
    ...reads,
    answers: {
      ...gateways,
      200: "ExecutionDetail",
      400: "InvalidIds",
      401: "UnauthorizedForExecutions",
      404: "NotFound",
      500: "ReadError",
    },
  },
  [`post ${execution}/terminate`]: {
    "x-name": "stopExecution",
    "x-command": "stop",
    "x-acts-on": "execution",
    ...acts,
    "x-success": { result: ["success"] },
    answers: { ...gateways, 200: "Applied", 400: "NotSupported", 401: "Unauthorized", 404: "ExecutionNotFound", 500: "ExecutionError" },
  },
  [`post ${execution}/operation`]: {
    "x-name": "operate",
    "x-acts-on": "node",
    ...acts,
    "x-success": { result: ["success"] },
    "x-forms": { restart: { action: "restart" }, skip: { action: "skip" }, continue: { action: "continue" } },
    answers: { ...gateways, 200: "Applied", 400: "BadRequest", 401: "Unauthorized", 404: "NotFound", 500: "InternalError" },
  },
};

export const operations: Fact[] = [
  { fact: "the paths", says: Object.keys(methods), at: "paths (keys)", ...definition },
  ...Object.entries(methods).map(([path, says]) => ({ fact: `methods of ${path}`, says, at: `paths/${step(path)} (keys)`, ...definition })),
  ...Object.entries(documented).map(([call, says]) => ({
    fact: `${call}: what the vendor says`,
    says: { ...says, lifecycle: "historical", page: pageOf(says.id) },
    at: `${placeOf(call)} (operation)`,
    ...(says.id === "StartPausingWorkflowExecutions" ? { source: pageOf(says.id), dated: "2025-12-30" } : contents),
  })),
  ...behaviourOf(behaviours),
];
