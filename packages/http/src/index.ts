export type { Authenticate, AuthenticateContext } from "./call/authenticate.ts";
export { call } from "./call/call.ts";
export { type Connection, type ConnectionOptions, createConnection, type SendingOptions } from "./call/connection.ts";
export type { AttemptEnd, AttemptStart, CallEnd, Hooks, Retry } from "./call/hooks.ts";
export { type Method, type Methods, methodsOf, type SafeMethods, successOf } from "./call/methods-of.ts";
export type { CallOptions, Limits, RetryOption } from "./call/options.ts";
export { prepare } from "./call/prepare.ts";
export type { Failed, FailedWith, Result, Success } from "./call/result.ts";
export type { HintFor, HintSubject } from "./call/to-error.ts";
export { CallError, type ErrorCode, type RetryRefusal } from "./failure/call-error.ts";
export {
  AbortedError,
  type AnyCallError,
  ApiError,
  type ApiErrorOf,
  AuthenticationError,
  ConnectionError,
  InvalidInputError,
  InvalidResponseError,
  isApiError,
  isCallError,
  type OtherError,
  TimeoutError,
  UnexpectedStatusError,
} from "./failure/errors.ts";
export { errorFromJSON } from "./failure/from-json.ts";
export type { FailureOutcome, Outcome } from "./failure/outcome.ts";
export type { PlainHeaders, PlainRequest } from "./request/plain-request.ts";
export { Secret } from "./request/secret.ts";
export { type PreparedRequest, showRequest } from "./request/show-request.ts";
export type { Incomplete, PlainResponse } from "./response/plain-response.ts";
export { fetchTransport } from "./transport/fetch-transport.ts";
export { isNotSentError, NotSentError } from "./transport/not-sent-error.ts";
export type { Ending, Transport, TransportOptions } from "./transport/transport.ts";
