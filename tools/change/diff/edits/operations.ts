import type { Edit } from "./edit.ts";

const operatePath = "  /v1/{project_id}/cms/workflow/{workflow_id}/executions/{execution_id}/operation:";

/** What people do to operations: which there are, how they behave, who may call them and where. */
export const editsOfOperations: readonly Edit[] = [
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
