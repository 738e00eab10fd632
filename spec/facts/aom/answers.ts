import { about, decided, exampleOf, type Fact } from "../fact.ts";
import { definition, gateway, page } from "./sources.ts";

const answered = (body: string) => `X-Request-Id RequestId; application/json ${body}`;
const error = answered("ErrorBody");
const laterAgain = `X-Request-Id RequestId; Retry-After RetryAfter; application/json ErrorBody`;
const undocumented = (said: string) => `${said}; undocumented`;
/** The outcome that each description must name: the client decides by the same statuses and codes. */
const refused = (said: string) => `${said}; nothing was done`;
const inDoubt = (said: string) => `${said}; may have been applied`;

const request_id = "7f1d9a20c3b84e5f9a6d2b1c0e4f8a35";
const ofGateway = (error_code: string, error_msg: string) => ({ error_code, error_msg, request_id });
const ofAom = (error_code: string, error_msg: string, http_code: number | string) => ({ error_code, error_msg, http_code });
const wrongToken = ofGateway("APIGW.0301", "Incorrect IAM authentication information: decrypt token fail");
const oldToken = ofGateway("APIGW.0307", "The token must be updated.");
const badRequest = ofGateway("APIGW.0201", "Bad request.");
const notSupported = ofAom("AOM.31001418", "The task does not support the current operation.", 400);
const noExecution = ofAom("AOM.31001306", "Execution not exist. recordInfo is not exist.", 404);

/** Responses: headers, bodies and the vendor's own examples. */
export const answers: Fact[] = [
  ...about("responses", page, {
    Applied: answered("StatusResult"),
    Unauthorized: refused(error),
    InternalError: inDoubt(error),
  }),
  ...about("responses", definition, {
    Workflows: answered("WorkflowPage"),
    ScheduleChanged: answered("string"),
    InvalidScheduleAction: refused(error),
    Executions: answered("ExecutionDetails[]"),
    ExecutionDetail: answered("ExecutionDetails"),
    Started: answered("Execution"),
    InvalidQuery: error,
    InvalidIds: error,
    NotSupported: refused(error),
    UnauthorizedForWorkflows: error,
    UnauthorizedForExecutions: error,
    WorkflowNotFound: refused(error),
    ExecutionNotFound: refused(error),
    WorkflowError: inDoubt(error),
    ExecutionError: inDoubt(error),
    ReadError: error,
  }),
  ...about("responses", gateway, {
    BadRequest: refused(undocumented(error)),
    Forbidden: refused(undocumented(error)),
    NotFound: refused(undocumented(error)),
    RequestTooLarge: refused(undocumented(error)),
    UriTooLong: refused(undocumented(error)),
    Throttled: `${undocumented(laterAgain)}; before the service saw it`,
    HeaderTooLarge: refused(undocumented(error)),
    BadGateway: inDoubt(undocumented(error)),
    Unavailable: inDoubt(refused(undocumented(laterAgain))),
    GatewayTimeout: inDoubt(undocumented(error)),
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
    ScheduleChanged: { success: '{"success"}' },
    InvalidScheduleAction: { "invalid-parameter": ofAom("AOM.31001302", "Invalid param", 400) },
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

  ...seen("Workflows", ["one", "none"], ["fail"]),
  ...seen("Executions", ["one", "none"], ["fail"]),
  ...seen("ExecutionDetail", ["failed", "failed-on-a-host", "paused", "running"], ["fail", "pausing", "running", "success"]),
  {
    fact: "the example of a new execution has its id",
    says: ["0c9f4b7e-2f0d-4a37-9d5e-6a1b7c3d2e10"],
    at: "components/responses/Started (words execution_id)",
    ...decided,
  },
];

/** The examples of reading operations, and the state words in them. */
function seen(name: string, examples: readonly string[], states: readonly string[]): Fact[] {
  const at = `components/responses/${name}`;
  return [
    { fact: `names of the examples of ${name}`, says: examples, at: `${at} (named)`, ...decided },
    { fact: `state words in the examples of ${name}`, says: states, at: `${at} (words status)`, ...definition },
  ];
}
