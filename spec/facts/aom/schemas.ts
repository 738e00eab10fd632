import { about, decided, type Fact } from "../fact.ts";
import { definition, gateway, page, policies } from "./sources.ts";

const numberOrText = "string or integer";

/** Names, types and limits. */
export const schemas: Fact[] = [
  ...about("parameters", definition, {
    ProjectId: { name: "project_id", in: "path", required: true, "x-scope": "connection", schema: "string 32" },
    WorkflowId: { name: "workflow_id", in: "path", required: true, schema: "string 1–64" },
    ExecutionId: { name: "execution_id", in: "path", required: true, schema: "string 1–64" },
    Action: { name: "action", in: "query", required: true, schema: "WorkflowOperationAction" },
    ScheduleAction: { name: "action", in: "query", required: true, schema: "WorkflowScheduleAction" },
    NodeId: { name: "node_id", in: "query", required: true, schema: "string 1–64" },
    EnterpriseProjectId: {
      name: "x_enterprise_project_id",
      in: "query",
      "x-name": "enterpriseProjectId",
      required: false,
      schema: "string 1–64",
    },
  }),
  ...about("headers", gateway, { RequestId: { schema: "string" }, RetryAfter: { schema: "string" } }),

  ...about("schemas", page, {
    WorkflowOperationAction: "string 1–10 one of restart, skip, continue",
    WorkflowScheduleAction: "string 1–10 one of enable, disable",
    StatusResult: { result: "string or object" },
    ResultInfo: { "error_code!": "string 1–64", error_msg: "string 1–1024", http_code: "integer or string" },
  }),
  ...about("schemas", definition, {
    WorkflowQuery: {
      search: "string 1–64",
      type: "string 1–16 one of cron, event, manual",
      tags: "object, open",
      page: "integer 0–9999999",
      size: "integer 1–100",
      enterprise_project_id: "string 1–64",
      create_by: "string 1–64",
      "sort_field!": "string 1–64 one of create_time, last_execution_start_time, update_time",
      "sort_type!": "string 1–16 one of ASC, DESC",
      search_time_start: "integer 0–9999999999999",
      search_time_end: "integer 0–9999999999999",
      status: "string 1–16",
    },
    WorkflowPage: { elements: "Workflow[]", total_elements: "integer" },
    Workflow: {
      ...texts("id", "name", "type", "description", "create_by", "update_by", "last_execute_by", "template_name", "template_id"),
      ...texts("job_name", "job_id", "service_scenario", "service_name", "approve_id", "trigger_id", "trigger_status"),
      ...texts("enterprise_project_id", "last_execution_id", "status", "task_status", "task_type", "project_id", "workflow_id", "output"),
      ...each("Time", "create_time", "update_time", "edit_time", "last_execution_start_time"),
      last_execution_end_time: "integer or string",
      ...each("object, open", "tags", "template_i18n", "input"),
      ...each("string[]", "citation_urns", "quote", "execution_action_rules", "execution_permission"),
      nodes: "Node[]",
      ...each("object, open[]", "steps", "global_parameters"),
      is_delete: "boolean",
    },
    Node: {
      ...texts("id", "name", "parent_node", "category", "description", "task_name"),
      ignore_error: "boolean",
      metadata: { type: "string", configuration: "object, open", "...": true },
    },
    ExecutionDetails: {
      ...texts("workflow_id", "execution_id", "status", "project_id", "created_by", "create_by", "last_record_id_with_snapshot"),
      ...each("Time", "begin_time", "end_time", "last_update_time", "workflow_edit_time"),
      workflowEditTime: "integer or string",
      execution_result_list: "NodeResult[]",
      approve_user_name_list: "string[]",
      workflow_snapshot: "Workflow",
    },
    NodeResult: {
      ...texts("node_id", "function_execution_id", "status"),
      ...each("Time", "begin_time", "end_time"),
      output: { ...each("HostResult[]", "success", "fail", "in_execution", "not_performed"), "...": true },
    },
    HostResult: {
      ...texts("id", "name", "ip", "log", "error_msg"),
      ...each(numberOrText, "code", "exit_code", "execute_time", "start_time"),
      "...": true,
    },
    Execution: { execution_id: "string" },
    MisspeltError: {
      ...texts("error_code!", "error_message!"),
      ...each("integer or string", "htp_code", "http_code"),
    },
  }),
  ...about("schemas", policies, {
    GatewayError: {
      "error_code!": "string",
      "error_msg!": "string",
      request_id: "string",
      encoded_authorization_message: "string 1–10240",
    },
  }),
  ...about("schemas", decided, {
    Time: "integer or string",
    ErrorBody: { is: "", and: { anyOf: ["ResultInfo", "MisspeltError", "GatewayError"] } },
  }),
];

function each(shape: string, ...names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, shape]));
}

function texts(...names: string[]): Record<string, string> {
  return each("string", ...names);
}
