import type { Fact } from "./fact.ts";

const definition = { source: "https://github.com/mingyang91/huawei-cloud-api-definitions", dated: "2026-07-24" };
const permissions = { source: "https://support.huaweicloud.com/api-aom/aom_04_0038.html", dated: "no date" };
const contents = { source: "https://support.huaweicloud.com/intl/tr-tr/api-aom/en-us_topic_0000002497701514.html", dated: "2026-02-26" };

const workflow = "/v1/{project_id}/cms/workflow/{workflow_id}";
const execution = `${workflow}/executions/{execution_id}`;

const paths = {
  list: "/v1/{project_id}/cms/workflow-list",
  executions: `${workflow}/executions`,
  status: `${execution}/status`,
  terminate: `${execution}/terminate`,
  operation: `${execution}/operation`,
};

interface Stated {
  readonly id: string;
  readonly path: keyof typeof paths;
  readonly method: "get" | "post";
  readonly parameters: readonly string[];
  readonly documented: readonly string[];
  readonly permission: string;
}

const ofWorkflow = ["path project_id!", "path workflow_id!"];
const ofExecution = [...ofWorkflow, "path execution_id!"];

const operations: readonly Stated[] = [
  {
    id: "ListWorkflow",
    path: "list",
    method: "post",
    parameters: ["path project_id!"],
    documented: ["200", "400", "401", "500"],
    permission: "cms:workflow:list",
  },
  {
    id: "ListWorkflowExecutions",
    path: "executions",
    method: "get",
    parameters: [...ofWorkflow, "query x_enterprise_project_id"],
    documented: ["200", "401", "500"],
    permission: "cms:execution:get",
  },
  {
    id: "SearchWorkflowExecutionDetail",
    path: "status",
    method: "get",
    parameters: ofExecution,
    documented: ["200", "400", "401", "500"],
    permission: "cms:execution:get",
  },
  {
    id: "StopExecution",
    path: "terminate",
    method: "post",
    parameters: ofExecution,
    documented: ["200", "400", "401", "404", "500"],
    permission: "cms:execution:create",
  },
  {
    id: "ExecuteWorkflow",
    path: "executions",
    method: "post",
    parameters: ofWorkflow,
    documented: ["200", "401", "404", "500"],
    permission: "cms:execution:create",
  },
];

const at = (path: keyof typeof paths, method: string) => `paths/${paths[path].replaceAll("/", "~1")}/${method}`;
const example = (response: string, name: string) => `components/responses/${response}/content/application~1json/examples/${name}/value`;
const query = (property: string) => `components/schemas/WorkflowQuery/properties/${property} (limits)`;
const text = (minLength: number, maxLength: number) => ({ type: "string", minLength, maxLength });
const time = { type: "integer", minimum: 0, maximum: 9999999999999 };

/** What the vendor says of the operations that see, start and stop executions. */
export const executionFacts: Fact[] = [
  { fact: "the paths of the operations", says: new Set(Object.values(paths)), at: "paths (set)", ...definition },
  ...operations.flatMap(({ id, path, method, parameters, documented, permission }): Fact[] => [
    { fact: `${id}: method and path`, says: id, at: `${at(path, method)}/operationId`, ...definition },
    { fact: `${id}: parameters`, says: parameters, at: `${at(path, method)}/parameters (signatures)`, ...definition },
    { fact: `${id}: documented statuses`, says: documented, at: `${at(path, method)}/responses (documented)`, ...definition },
    { fact: `${id}: permission`, says: permission, at: `${at(path, method)}/x-permission`, ...permissions },
    { fact: `${id}: listed among the historical APIs`, says: "historical", at: `${at(path, method)}/x-lifecycle/stage`, ...contents },
  ]),
  {
    fact: "StartPausingWorkflowExecutions: permission",
    says: "cms:execution:create",
    at: `${at("operation", "post")}/x-permission`,
    ...permissions,
  },
  { fact: "only the list of workflows has a body", says: true, at: `${at("list", "post")}/requestBody/required`, ...definition },
  { fact: "starting has no body", says: undefined, at: `${at("executions", "post")}/requestBody`, ...definition },
  { fact: "stopping has no body", says: undefined, at: `${at("terminate", "post")}/requestBody`, ...definition },

  {
    fact: "a list of workflows must be ordered",
    says: ["sort_field", "sort_type"],
    at: "components/schemas/WorkflowQuery/required",
    ...definition,
  },
  {
    fact: "filters of the list",
    says: [
      ...["search", "type", "tags", "page", "size", "enterprise_project_id", "create_by", "sort_field", "sort_type"],
      ...["search_time_start", "search_time_end", "status"],
    ],
    at: "components/schemas/WorkflowQuery/properties (keys)",
    ...definition,
  },
  { fact: "search has 1 to 64 characters", says: text(1, 64), at: query("search"), ...definition },
  { fact: "type is one of three words", says: { ...text(1, 16), enum: ["cron", "event", "manual"] }, at: query("type"), ...definition },
  {
    fact: "the page, which examples count from 0",
    says: { type: "integer", minimum: 0, maximum: 9999999 },
    at: query("page"),
    ...definition,
  },
  { fact: "1 to 100 workflows on a page", says: { type: "integer", minimum: 1, maximum: 100 }, at: query("size"), ...definition },
  {
    fact: "fields to order by",
    says: { ...text(1, 64), enum: ["create_time", "last_execution_start_time", "update_time"] },
    at: query("sort_field"),
    ...definition,
  },
  { fact: "ascending or descending", says: { ...text(1, 16), enum: ["ASC", "DESC"] }, at: query("sort_type"), ...definition },
  { fact: "earliest time, in milliseconds", says: time, at: query("search_time_start"), ...definition },
  { fact: "latest time, in milliseconds", says: time, at: query("search_time_end"), ...definition },
  { fact: "status has 1 to 16 characters and no closed set", says: text(1, 16), at: query("status"), ...definition },
  {
    fact: "x_enterprise_project_id has 1 to 64 characters",
    says: text(1, 64),
    at: "components/parameters/EnterpriseProjectId/schema",
    ...definition,
  },

  { fact: "keys of a page", says: ["elements", "total_elements"], at: "components/schemas/WorkflowPage/properties (keys)", ...definition },
  { fact: "a workflow has 40 properties", says: 40, at: "components/schemas/Workflow/properties (count)", ...definition },
  {
    fact: "keys of a node",
    says: ["id", "name", "parent_node", "category", "description", "ignore_error", "metadata", "task_name"],
    at: "components/schemas/Node/properties (keys)",
    ...definition,
  },
  {
    fact: "keys of what became of a node",
    says: ["node_id", "begin_time", "end_time", "function_execution_id", "status", "output"],
    at: "components/schemas/NodeResult/properties (keys)",
    ...definition,
  },
  {
    fact: "what became of hosts",
    says: ["success", "fail", "in_execution", "not_performed"],
    at: "components/schemas/NodeResult/properties/output/properties (keys)",
    ...definition,
  },
  {
    fact: "the list of executions is a bare array",
    says: "array",
    at: "components/responses/Executions/content/application~1json/schema/type",
    ...definition,
  },
  { fact: "key of a new execution", says: ["execution_id"], at: "components/schemas/Execution/properties (keys)", ...definition },

  {
    fact: "ListWorkflow: the documented 400",
    says: { error_code: "AOM.31001302", error_msg: "Invalid input parameter.", http_code: 400 },
    at: example("InvalidQuery", "invalid-input"),
    ...definition,
  },
  {
    fact: "ListWorkflow: code of the 401",
    says: "AOM.31009003",
    at: `${example("UnauthorizedForWorkflows", "auth-failed")}/error_code`,
    ...definition,
  },
  {
    fact: "ListWorkflow: the documented 500",
    says: "workflow internal server error.",
    at: `${example("WorkflowError", "internal-error")}/error_msg`,
    ...definition,
  },
  {
    fact: "SearchWorkflowExecutionDetail: the documented 400, two keys of three misspelt",
    says: { error_code: "AOM.31001403", error_message: "param error.", htp_code: "400" },
    at: example("InvalidIds", "invalid-parameter"),
    ...definition,
  },
  {
    fact: "ListWorkflowExecutions: the documented 401 has error_message",
    says: ["error_code", "error_message", "http_code"],
    at: `${example("UnauthorizedForExecutions", "auth-failed")} (keys)`,
    ...definition,
  },
  {
    fact: "ExecuteWorkflow and ListWorkflowExecutions: the documented 500",
    says: { error_code: "AOM.31001405", error_msg: "execution internal server error.", http_code: 500 },
    at: example("ExecutionError", "internal-error"),
    ...definition,
  },
  {
    fact: "StopExecution: the documented 400",
    says: { error_code: "AOM.31001418", error_msg: "The task does not support the current operation.", http_code: 400 },
    at: example("NotSupported", "unsupported-operation"),
    ...definition,
  },
  {
    fact: "StopExecution: the documented 404",
    says: { error_code: "AOM.31001306", error_msg: "Execution not exist. recordInfo is not exist.", http_code: 404 },
    at: example("ExecutionNotFound", "execution-not-found"),
    ...definition,
  },
  {
    fact: "ExecuteWorkflow: the documented 404",
    says: { error_code: "AOM.31001306", error_msg: "workflow not exist.", http_code: 404 },
    at: example("WorkflowNotFound", "workflow-not-found"),
    ...definition,
  },
];
