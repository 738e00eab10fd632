import { about, decided, exampleOf, type Fact } from "../fact.ts";
import { definition, gateway, page } from "./sources.ts";

const answered = (body: string) => `X-Request-Id RequestId; application/json ${body}`;
const error = answered("ErrorBody");
const laterAgain = `X-Request-Id RequestId; Retry-After RetryAfter; application/json ErrorBody`;
const undocumented = (said: string) => `${said}; undocumented`;

const request_id = "7f1d9a20c3b84e5f9a6d2b1c0e4f8a35";
const ofGateway = (error_code: string, error_msg: string) => ({ error_code, error_msg, request_id });
const ofAom = (error_code: string, error_msg: string, http_code: number | string) => ({ error_code, error_msg, http_code });
const wrongToken = ofGateway("APIGW.0301", "Incorrect IAM authentication information: decrypt token fail");
const oldToken = ofGateway("APIGW.0307", "The token must be updated.");
const badRequest = ofGateway("APIGW.0201", "Bad request.");
const notSupported = ofAom("AOM.31001418", "The task does not support the current operation.", 400);
const noExecution = ofAom("AOM.31001306", "Execution not exist. recordInfo is not exist.", 404);

/** What comes back: headers, bodies and the vendor's own examples. */
export const answers: Fact[] = [
  ...about("responses", page, {
    Applied: answered("StatusResult"),
    Unauthorized: error,
    InternalError: error,
  }),
  ...about("responses", definition, {
    Workflows: answered("WorkflowPage"),
    Executions: answered("ExecutionDetails[]"),
    ExecutionDetail: answered("ExecutionDetails"),
    Started: answered("Execution"),
    InvalidQuery: error,
    InvalidIds: error,
    NotSupported: error,
    UnauthorizedForWorkflows: error,
    UnauthorizedForExecutions: error,
    WorkflowNotFound: error,
    ExecutionNotFound: error,
    WorkflowError: error,
    ExecutionError: error,
    ReadError: error,
  }),
  ...about("responses", gateway, {
    BadRequest: undocumented(error),
    Forbidden: undocumented(error),
    NotFound: undocumented(error),
    RequestTooLarge: undocumented(error),
    UriTooLong: undocumented(error),
    Throttled: undocumented(laterAgain),
    HeaderTooLarge: undocumented(error),
    BadGateway: undocumented(error),
    Unavailable: undocumented(laterAgain),
    GatewayTimeout: undocumented(error),
  }),

  ...exampleOf(page, {
    Applied: { success: { result: "success" } },
    Unauthorized: {
      "auth-failed": ofAom("AOM.31009004", "auth failed.", "401"),
      "gateway-auth-failed": wrongToken,
      "token-must-be-renewed": oldToken,
    },
    InternalError: {
      "internal-error": ofAom("AOM.31001405", "internal server error.", "500"),
      "gateway-internal-error": ofGateway("APIGW.0201", "Unexpected error."),
    },
  }),
  ...exampleOf(definition, {
    InvalidQuery: { "invalid-input": ofAom("AOM.31001302", "Invalid input parameter.", 400), "gateway-bad-request": badRequest },
    InvalidIds: { "invalid-parameter": { error_code: "AOM.31001403", error_message: "param error.", htp_code: "400" } },
    NotSupported: { "unsupported-operation": notSupported },
    UnauthorizedForWorkflows: {
      "auth-failed": ofAom("AOM.31009003", "auth failed.", 401),
      "gateway-auth-failed": wrongToken,
      "token-must-be-renewed": oldToken,
    },
    UnauthorizedForExecutions: {
      "auth-failed": { error_code: "AOM.31009004", error_message: "auth failed.", http_code: "401" },
      "gateway-auth-failed": wrongToken,
      "token-must-be-renewed": oldToken,
    },
    WorkflowNotFound: { "workflow-not-found": ofAom("AOM.31001306", "workflow not exist.", 404) },
    ExecutionNotFound: { "execution-not-found": noExecution },
    WorkflowError: { "internal-error": ofAom("AOM.31001305", "workflow internal server error.", 500) },
    ExecutionError: { "internal-error": ofAom("AOM.31001405", "execution internal server error.", 500) },
    ReadError: { "internal-error": { error_code: "AOM.31001405", error_message: "internal server error.", http_code: "500" } },
  }),
  ...exampleOf(gateway, {
    BadRequest: {
      "unsupported-operation": notSupported,
      "invalid-parameter": ofAom("AOM.31001403", "param error.", "400"),
      "gateway-bad-request": badRequest,
    },
    Forbidden: {
      forbidden: ofAom("AOM.0403", "Forbidden", 403),
      "gateway-forbidden": ofGateway("APIGW.0302", "The IAM user is not authorized to access the API."),
    },
    NotFound: {
      "execution-not-found": noExecution,
      "api-not-found": ofGateway("APIGW.0101", "The API does not exist or has not been published in the environment."),
    },
    RequestTooLarge: { "too-large": ofGateway("APIGW.0201", "Request entity too large.") },
    UriTooLong: { "uri-too-long": ofGateway("APIGW.0201", "Request URI too long.") },
    Throttled: {
      throttled: ofGateway("APIGW.0308", "The throttling threshold has been reached: policy user over ratelimit,limit:200,time:1 second"),
    },
    HeaderTooLarge: { "header-too-large": ofGateway("APIGW.0201", "Request header too large.") },
    BadGateway: { "back-end-down": ofGateway("APIGW.0201", "Backend unavailable.") },
    Unavailable: { "iam-unavailable": ofGateway("APIGW.0613", "The IAM service is unavailable.") },
    GatewayTimeout: { "back-end-timeout": ofGateway("APIGW.0201", "Backend timeout.") },
  }),

  ...["Workflows", "Executions", "ExecutionDetail"].map((name, at) => ({
    fact: `state words in the examples of ${name}`,
    says: [["fail"], ["fail"], ["fail", "pausing", "running", "success"]][at],
    at: `components/responses/${name} (words status)`,
    ...definition,
  })),
  {
    fact: "the example of a new execution has its id",
    says: ["0c9f4b7e-2f0d-4a37-9d5e-6a1b7c3d2e10"],
    at: "components/responses/Started (words execution_id)",
    ...decided,
  },
];
