import { about, exampleOf, type Fact } from "../fact.ts";
import { definition, gateway, password, projects, temporaryKey } from "./sources.ts";

const answered = (body: string) => `X-Request-Id RequestId; application/json ${body}`;
const error = answered("ErrorBody");
const laterAgain = "X-Request-Id RequestId; Retry-After RetryAfter; application/json ErrorBody";

const ofIam = (code: number, message: string, title: string) => ({ error: { code, message, title } });
const ofGateway = (error_code: string, error_msg: string) => ({ error_code, error_msg, request_id: "7f1d9a20c3b84e5f9a6d2b1c0e4f8a35" });
const unavailable = { unavailable: ofIam(503, "The service is unavailable.", "Service Unavailable") };

/** Responses: headers, bodies and the vendor's own examples. */
export const answers: Fact[] = [
  ...about("responses", password, {
    TokenCreated: "X-Subject-Token SubjectToken; X-Request-Id RequestId; application/json TokenResponse",
  }),
  ...about("responses", temporaryKey, { TemporaryAccessKeyCreated: answered("TemporaryAccessKeyResponse") }),
  ...about("responses", projects, { Projects: answered("ProjectList") }),
  ...about("responses", definition, {
    BadRequest: error,
    Unauthorized: error,
    Forbidden: error,
    NotFound: error,
    InternalError: error,
    Unavailable: laterAgain,
  }),
  ...about("responses", gateway, { Throttled: `${laterAgain}; undocumented`, UnavailableHere: `${laterAgain}; undocumented` }),

  ...exampleOf(definition, {
    BadRequest: { "invalid-body": ofIam(400, "The request body is invalid", "Bad Request") },
    Unauthorized: {
      "wrong-password": ofIam(401, "The username or password is wrong.", "Unauthorized"),
      "invalid-token": ofIam(401, "The X-Auth-Token is invalid!", "Unauthorized"),
      "signature-expired": ofGateway(
        "APIGW.0301",
        "Incorrect IAM authentication information: signature expired, signature time:20260102T030405Z,server time:20260102T040405Z",
      ),
    },
    Forbidden: { "no-right": ofIam(403, "You have no right to do this action", "Forbidden") },
    NotFound: { "not-found": ofIam(404, "Could not find the requested resource.", "Not Found") },
    InternalError: { "internal-error": ofIam(500, "An unexpected error occurred.", "Internal Server Error") },
    Unavailable: unavailable,
    UnavailableHere: unavailable,
  }),
  ...exampleOf(gateway, {
    Throttled: {
      throttled: ofGateway("APIGW.0308", "The throttling threshold has been reached: policy user over ratelimit,limit:200,time:1 second"),
    },
  }),
  {
    fact: "times of a token are in UTC, with microseconds",
    says: ["2030-01-04T09:05:22.701000Z"],
    at: "components/responses/TokenCreated (words expires_at)",
    ...password,
  },
  {
    fact: "times of a key are in UTC, with microseconds",
    says: ["2030-01-04T10:05:22.701000Z"],
    at: "components/responses/TemporaryAccessKeyCreated (words expires_at)",
    ...temporaryKey,
  },
  {
    fact: "the project of a region has its name",
    says: ["cn-north-4"],
    at: "components/responses/Projects (words name)",
    ...projects,
  },
];
