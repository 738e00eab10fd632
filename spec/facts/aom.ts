import type { Fact } from "./fact.ts";

const page = { source: "https://support.huaweicloud.com/api-aom/StartPausingWorkflowExecutions.html", dated: "2025-12-30" };
const definition = { source: "https://github.com/mingyang91/huawei-cloud-api-definitions", dated: "2026-07-24" };
const sdk = { source: "https://github.com/huaweicloud/huaweicloud-sdk-nodejs-v3", dated: "2026-08-06" };
const gateway = { source: "https://support.huaweicloud.com/devg-apisign/api-sign-errorcode.html", dated: "no date" };

const template = "/v1/{project_id}/cms/workflow/{workflow_id}/executions/{execution_id}/operation";
const operation = `paths/${template.replaceAll("/", "~1")}/post`;
const length = (minLength: number, maxLength: number) => ({ type: "string", minLength, maxLength });

/** What the vendor says of the operation that acts on a node, and of the service as a whole. */
export const aomFacts: Fact[] = [
  { fact: "its only method is POST", says: ["post"], at: `paths/${template.replaceAll("/", "~1")} (keys)`, ...page },
  { fact: "the operation's name", says: "StartPausingWorkflowExecutions", at: `${operation}/operationId`, ...definition },
  { fact: "the request has no body", says: undefined, at: `${operation}/requestBody`, ...definition },

  {
    fact: "the parameters in order, with place, case and all of them required",
    says: ["path project_id!", "path workflow_id!", "path execution_id!", "query action!", "query node_id!"],
    at: `${operation}/parameters (signatures)`,
    ...page,
  },
  { fact: "project_id has exactly 32 characters", says: length(32, 32), at: "components/parameters/ProjectId/schema", ...definition },
  { fact: "workflow_id has 1 to 64 characters", says: length(1, 64), at: "components/parameters/WorkflowId/schema", ...definition },
  { fact: "execution_id has 1 to 64 characters", says: length(1, 64), at: "components/parameters/ExecutionId/schema", ...definition },
  { fact: "node_id has 1 to 64 characters", says: length(1, 64), at: "components/parameters/NodeId/schema", ...definition },
  {
    fact: "action has 1 to 10 characters and is one of three words, no other",
    says: { ...length(1, 10), enum: ["restart", "skip", "continue"] },
    at: "components/schemas/WorkflowOperationAction (limits)",
    ...page,
  },

  { fact: "the token's header", says: "X-Auth-Token", at: "components/securitySchemes/token/name", ...page },
  { fact: "the token is a header", says: "header", at: "components/securitySchemes/token/in", ...page },
  { fact: "the signature's header", says: "Authorization", at: "components/securitySchemes/signature/name", ...sdk },
  { fact: "either a token or a signature", says: [{ token: [] }, { signature: [] }], at: "security", ...sdk },

  { fact: "documented statuses", says: ["200", "401", "500"], at: `${operation}/responses (documented)`, ...page },
  {
    fact: "undocumented statuses, from sibling operations and the gateway",
    says: ["400", "403", "404", "413", "414", "429", "494", "502", "503", "504"],
    at: `${operation}/responses (undocumented)`,
    ...gateway,
  },
  { fact: "key of the answer", says: ["result"], at: "components/schemas/StatusResult/properties (keys)", ...page },
  {
    fact: "keys of an error of AOM",
    says: ["error_code", "error_msg", "http_code"],
    at: "components/schemas/ResultInfo/properties (keys)",
    ...page,
  },
  {
    fact: "error_code has 1 to 64 characters",
    says: length(1, 64),
    at: "components/schemas/ResultInfo/properties/error_code",
    ...definition,
  },
  {
    fact: "error_msg has 1 to 1024 characters",
    says: length(1, 1024),
    at: "components/schemas/ResultInfo/properties/error_msg",
    ...definition,
  },
  {
    fact: "keys of an error of the gateway",
    says: ["error_code", "error_msg", "request_id", "encoded_authorization_message"],
    at: "components/schemas/GatewayError/properties (keys)",
    source: "https://support.huaweicloud.com/intl/en-us/api-iam5/DecodeAuthorizationMessage.html",
    dated: "no date",
  },
  {
    fact: "the documented answer",
    says: { result: "success" },
    at: "components/responses/Applied/content/application~1json/examples/success/value",
    ...page,
  },
  {
    fact: "the documented 401",
    says: { error_code: "AOM.31009004", error_msg: "auth failed.", http_code: "401" },
    at: "components/responses/Unauthorized/content/application~1json/examples/auth-failed/value",
    ...page,
  },
  {
    fact: "the documented 500",
    says: { error_code: "AOM.31001405", error_msg: "internal server error.", http_code: "500" },
    at: "components/responses/InternalError/content/application~1json/examples/internal-error/value",
    ...page,
  },

  { fact: "endpoints", says: "https://aom.{region}.myhuaweicloud.com", at: "servers/0/url", ...sdk },
  {
    fact: "the regions where the function is open",
    says: ["cn-north-4", "cn-east-3", "cn-east-2", "cn-south-1"],
    at: "servers/0/variables/region/x-open",
    ...definition,
  },
  {
    fact: "the 31 regions with an endpoint",
    says: [
      ...["cn-north-4", "cn-east-3", "cn-east-2", "cn-south-1", "cn-north-1", "cn-north-2", "cn-north-9", "cn-north-11", "cn-north-12"],
      ...["cn-south-2", "cn-east-4", "cn-east-5", "cn-southwest-2", "cn-southwest-3"],
      ...["ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "my-kualalumpur-1"],
      ...["la-south-2", "la-north-2", "sa-brazil-1", "na-mexico-1", "af-south-1", "af-north-1"],
      ...["me-east-1", "ae-ad-1", "tr-west-1", "ru-northwest-2", "ru-moscow-1"],
    ],
    at: "servers/0/variables/region/enum",
    ...sdk,
  },
  {
    fact: "the permission is that of the group, not of the service",
    says: true,
    at: "components/responses/Forbidden/x-undocumented/evidence (names cms:execution:create)",
    source: "https://support.huaweicloud.com/api-aom/aom_04_0038.html",
    dated: "no date",
  },
  { fact: "the operation is listed among the historical APIs", says: "historical", at: `${operation}/x-lifecycle/stage`, ...page },
];
