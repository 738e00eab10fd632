export type { Authenticate, AuthenticateContext } from "./call/authenticate.ts";
export { call } from "./call/call.ts";
export type { CallerSignal } from "./call/caller-signal.ts";
export { type Connection, type ConnectionOptions, createConnection, type SendingOptions, transportOf } from "./call/connection.ts";
export type { RetryRefusal } from "./call/decide-retry.ts";
export { type AttemptEnd, type AttemptStart, type Hooks, type Retry, tell, type Warning } from "./call/hooks.ts";
export { type Method, type Methods, methodsOf, type SafeMethods, successOf } from "./call/methods-of.ts";
export { type CallOptions, copyOptions, type Limits, listenToSignal, type RetryOption, readOptions } from "./call/options.ts";
export { prepare } from "./call/prepare.ts";
export { sleep } from "./call/sleep.ts";
export { monotonicMs } from "./clock.ts";
export { AomError, type ErrorCode } from "./failure/aom-error.ts";
export {
  AbortedError,
  ApiError,
  type ApiErrorOf,
  AuthenticationError,
  type CallError,
  ConnectionError,
  InvalidInputError,
  InvalidResponseError,
  isAomError,
  isApiError,
  type OtherError,
  StateError,
  TimeoutError,
  UnexpectedStatusError,
} from "./failure/errors.ts";
export { consequenceOf, type FailureOutcome, type Outcome } from "./failure/outcome.ts";
export { type Failed, type FailedWith, failedWith, type Result, type Success } from "./failure/result.ts";
export { type HintFor, type HintSubject, invalidReading } from "./failure/to-error.ts";
export { type CheckedHeaders, checkHeaders } from "./request/check-headers.ts";
export { inputProblem } from "./request/check-input.ts";
export { endpointProblem, isLoopback, normaliseEndpoint } from "./request/endpoint.ts";
export { percentEncode } from "./request/percent-encode.ts";
export type { PlainHeaders, PlainRequest } from "./request/plain-request.ts";
export { isSecretHeader, placeholder, type Redactor, redactHeaders, redactorFor } from "./request/redact.ts";
export { conceal, reveal, Secret } from "./request/secret.ts";
export { type PreparedRequest, showRequest } from "./request/show-request.ts";
export { tokenProblem } from "./request/token-problem.ts";
export { type ErrorAnswer, type ErrorBody, readErrorBody } from "./response/error-body.ts";
export type { Incomplete, PlainResponse } from "./response/plain-response.ts";
export { decodeText } from "./transport/decode-text.ts";
export { endingOf } from "./transport/ending-of.ts";
export { fetchTransport } from "./transport/fetch-transport.ts";
export { brokenOff, longerThan } from "./transport/incomplete.ts";
export { isNotSentError, NotSentError } from "./transport/not-sent-error.ts";
export { provesNotSent } from "./transport/proves-not-sent.ts";
export type { Ending, Transport, TransportOptions } from "./transport/transport.ts";
