import { wireName } from "../../../wire.shared.ts";
import type { ContractName } from "./finding.ts";
import type { Bump } from "./verdict.ts";

/** An edit of a contract, and the verdict that it has to get. */
export interface Edit {
  readonly edit: string;
  readonly contract?: ContractName;
  /** What the contract is made to have before the edit, where today's has nothing of the kind. */
  readonly given?: { readonly from: string; readonly to: string };
  readonly from: string | RegExp;
  readonly to: string;
  readonly bump: Bump;
  /** What one of the findings says. */
  readonly says?: RegExp;
}

const nodeParameter = `name: ${wireName("nodeId")}`;
const operatePath = "  /v1/{project_id}/cms/workflow/{workflow_id}/executions/{execution_id}/operation:";

/** What people do to contracts, each with what it means for users. */
export const edits: readonly Edit[] = [
  { edit: "nothing", from: "openapi: 3.1.0", to: "openapi: 3.1.0", bump: "none" },
  { edit: "a comment", from: "openapi: 3.1.0\n", to: "# ours\nopenapi: 3.1.0\n", bump: "patch" },
  { edit: "a summary", from: "summary: Stop an execution for good.", to: "summary: Stop an execution for ever.", bump: "patch" },
  { edit: "an example of an answer", from: "value: { result: success }", to: 'value: { result: "success" }', bump: "patch" },

  { edit: "a parameter is renamed", from: nodeParameter, to: `${nodeParameter}_2`, bump: "minor", says: /_2/ },
  {
    edit: "a parameter is renamed, and its input keeps its name",
    from: "name: x_enterprise_project_id",
    to: "name: enterprise_project",
    bump: "minor",
    says: /enterprise_project/,
  },
  {
    edit: "an input is renamed",
    from: "x-name: enterpriseProjectId",
    to: "x-name: enterpriseProject",
    bump: "minor",
    says: /input enterpriseProjectId is now/,
  },
  {
    edit: "a parameter moves to a header",
    from: `${nodeParameter}\n      in: query`,
    to: `${nodeParameter}\n      in: header`,
    bump: "minor",
  },
  {
    edit: "a parameter becomes required",
    from: "name: x_enterprise_project_id\n      in: query\n      required: false",
    to: "name: x_enterprise_project_id\n      in: query\n      required: true",
    bump: "minor",
  },
  {
    edit: "a parameter becomes optional",
    from: `${nodeParameter}\n      in: query\n      required: true`,
    to: `${nodeParameter}\n      in: query\n      required: false`,
    bump: "patch",
  },
  {
    edit: "a parameter is dropped",
    from: /( {10}|\n {8})- \$ref: "#\/components\/parameters\/EnterpriseProjectId"\n/,
    to: "\n",
    bump: "minor",
  },
  {
    edit: "a limit is lowered",
    from: `${nodeParameter}\n      in: query\n      required: true\n      description: Node that the execution stopped at – its \`id\` such as \`run-script\`, not its display name.\n      schema:\n        type: string\n        minLength: 1\n        maxLength: 64`,
    to: `${nodeParameter}\n      in: query\n      required: true\n      description: Node.\n      schema:\n        type: string\n        minLength: 1\n        maxLength: 60`,
    bump: "minor",
    says: /maxLength/,
  },
  { edit: "a limit is raised", from: "maximum: 100\n", to: "maximum: 200\n", bump: "patch" },
  {
    edit: "a lower limit is raised",
    from: "minLength: 32\n        maxLength: 32",
    to: "minLength: 33\n        maxLength: 33",
    bump: "minor",
  },
  {
    edit: "a pattern is added",
    from: "      example: run-script\n",
    to: '        pattern: "^[a-z-]+$"\n      example: run-script\n',
    bump: "minor",
  },
  { edit: "an action is dropped", from: "enum: [restart, skip, continue]", to: "enum: [restart, skip]", bump: "minor" },
  { edit: "an action is added", from: "enum: [restart, skip, continue]", to: "enum: [restart, skip, continue, retry]", bump: "patch" },
  {
    edit: "a filter is added",
    from: "        search_time_start:\n",
    to: "        owner:\n          type: string\n        search_time_start:\n",
    bump: "patch",
  },
  {
    edit: "a filter becomes required",
    from: "required: [sort_field, sort_type]",
    to: "required: [sort_field, sort_type, search]",
    bump: "minor",
  },
  {
    edit: "a type of an input changes",
    from: "          type: integer\n          minimum: 1\n          maximum: 100",
    to: "          type: string\n          minLength: 1\n          maxLength: 100",
    bump: "minor",
  },

  {
    edit: "an answer gains a property",
    from: "        execution_id:\n          type: string\n          example: 0c9f",
    to: "        queue:\n          type: string\n        execution_id:\n          type: string\n          example: 0c9f",
    bump: "patch",
    says: /Execution has queue/,
  },
  { edit: "an answer loses a property", from: / {8}total_elements:\n.*\n.*\n/, to: "", bump: "minor" },
  { edit: "a property of an answer is renamed", from: "        begin_time:\n", to: "        start_time:\n", bump: "minor" },
  {
    edit: "a property of an answer may be null",
    from: "        is_delete:\n          description: Is the workflow deleted?\n          type: boolean",
    to: '        is_delete:\n          description: Is the workflow deleted?\n          type: [boolean, "null"]',
    bump: "minor",
  },
  { edit: "a property of an answer has another type", from: "type: [string, object]", to: "type: string", bump: "minor" },
  {
    edit: "a property of an error is no longer required",
    from: "required: [error_code, error_msg]\n      properties:\n        error_code:\n          description: Starts",
    to: "required: [error_code]\n      properties:\n        error_code:\n          description: Starts",
    bump: "minor",
  },
  {
    edit: "a closed set of words in an answer gains one",
    given: {
      from: "        ignore_error:\n",
      to: "        phase:\n          type: string\n          enum: [a, b]\n        ignore_error:\n",
    },
    from: "enum: [a, b]",
    to: "enum: [a, b, c]",
    bump: "minor",
    says: /may be c/,
  },

  { edit: "a status is dropped", from: / {8}"494":\n.*\n(?=(.*\n){8}\ncomponents)/, to: "", bump: "minor", says: /494 is gone/ },
  {
    edit: "a status is added",
    from: '        "413":\n',
    to: '        "409":\n          $ref: "#/components/responses/NotFound"\n        "413":\n',
    bump: "patch",
    says: /409 is new/,
  },
  {
    edit: "success has another status",
    from: '        "200":\n          $ref: "#/components/responses/Started"',
    to: '        "202":\n          $ref: "#/components/responses/Started"',
    bump: "minor",
  },

  {
    edit: "an operation is dropped",
    from: / {2}\/v1\S+\/terminate:\n(?:(?: {4}.*)?\n)+?(?= {2}\/v1)/,
    to: "",
    bump: "minor",
    says: /stopExecution is gone/,
  },
  {
    edit: "an operation is added",
    from: `${operatePath}\n`,
    to: `  /v1/{project_id}/cms/invented:\n    get:\n      operationId: Invented\n      summary: Invent.\n      externalDocs: { url: "https://vendor.example" }\n      x-name: invent\n      x-effect: none\n      x-retry: false\n      x-lifecycle: { stage: current, note: "", source: "https://vendor.example" }\n      parameters:\n        - $ref: "#/components/parameters/ProjectId"\n      responses:\n        "200":\n          $ref: "#/components/responses/Started"\n${operatePath}\n`,
    bump: "patch",
    says: /invent is new/,
  },
  { edit: "a path changes", from: "cms/workflow-list:", to: "cms/workflows:", bump: "minor" },
  { edit: "a method changes", from: "/status:\n    get:", to: "/status:\n    post:", bump: "minor" },
  {
    edit: "an operationId changes",
    from: "operationId: StopExecution",
    to: "operationId: StopExecutions",
    bump: "minor",
    says: /stopExecution: the id/,
  },
  {
    edit: "a method of the client is renamed",
    from: "x-name: stopExecution",
    to: "x-name: terminate",
    bump: "minor",
    says: /stopExecution is gone/,
  },
  {
    edit: "a form is dropped",
    from: / {8}continue:\n {10}summary: Continue(.*\n){4} {10}fixed: .*\n/,
    to: "",
    bump: "minor",
    says: /continue is gone/,
  },
  {
    edit: "a form fixes another action",
    from: "fixed: { action: skip }",
    to: "fixed: { action: restart }",
    bump: "minor",
    says: /skip: the inputs that are fixed/,
  },

  {
    edit: "an operation is said to be idempotent",
    from: /x-effect: once(?=\n.*\n.*&act-retry)/,
    to: "x-effect: idempotent",
    bump: "minor",
    says: /what sending it twice does/,
  },
  { edit: "a wait is longer", from: "maxRetryAfterMs: 60000", to: "maxRetryAfterMs: 90000", bump: "patch", says: /when it is sent again/ },
  {
    edit: "another word means success",
    from: "result: [success]",
    to: "result: [success, ok]",
    bump: "minor",
    says: /what counts as success/,
  },
  { edit: "a permission changes", from: "x-permission: cms:workflow:list", to: "x-permission: cms:workflow:get", bump: "patch" },

  {
    edit: "signatures are refused",
    from: "  - token: []\n  - signature: []\n",
    to: "  - token: []\n",
    bump: "minor",
    says: /who may call/,
  },
  { edit: "the token has another header", from: "name: X-Auth-Token", to: "name: X-Subject-Token", bump: "minor", says: /how credentials/ },
  { edit: "a region is dropped", from: "          - ru-moscow-1\n", to: "", bump: "minor", says: /ru-moscow-1 is gone/ },
  {
    edit: "a region is added",
    from: "          - ru-moscow-1\n",
    to: "          - ru-moscow-1\n          - eu-west-101\n",
    bump: "patch",
    says: /eu-west-101 is new/,
  },
  { edit: "another region is the default", from: "default: cn-north-4", to: "default: cn-east-3", bump: "minor" },
  {
    edit: "the server is elsewhere",
    from: "https://aom.{region}.myhuaweicloud.com",
    to: "https://aom.{region}.example.com",
    bump: "minor",
  },

  { edit: "IAM: a key may live longer", contract: "iam", from: "maximum: 86400", to: "maximum: 172800", bump: "patch" },
  {
    edit: "IAM: a method of a login is dropped",
    contract: "iam",
    from: "enum: [password, totp, assume_role]",
    to: "enum: [password, totp]",
    bump: "minor",
  },
  { edit: "IAM: a login may be repeated", contract: "iam", from: "x-effect: once", to: "x-effect: idempotent", bump: "minor" },
];
