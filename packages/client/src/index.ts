export type { WorkflowOperationAction } from "@aom-workflow/types";
export { contract, operations, regions, workflowOperationActionValues } from "@aom-workflow/types";
export type { Authenticate } from "./authenticate.ts";
export { problemWith } from "./check-parameter.ts";
export { type Client, createClient, type Methods } from "./create-client.ts";
export type { RetryRefusal } from "./decide-retry.ts";
export { type ShownRequest, showRequest } from "./dry-run.ts";
export { type Place, warningAbout } from "./endpoint.ts";
export type { ErrorStatus } from "./error-status.ts";
export {
  AbortedError,
  type AnyApiError,
  ApiError,
  AuthenticationError,
  type CallError,
  ConnectionError,
  type ErrorCode,
  InvalidInputError,
  isApiError,
  isWorkflowError,
  TimeoutError,
  UndeclaredStatusError,
  UnreadableAnswerError,
  WorkflowError,
} from "./errors.ts";
export type { AttemptEnd, AttemptStart, Hooks, Retry, Warning } from "./hooks.ts";
export type { NodeOfRun, OperationInput } from "./operation-parameters.ts";
export type { CallOptions, ClientOptions, Limits, RetryOption } from "./options.ts";
export type { FailureOutcome, Outcome } from "./outcome.ts";
export type { Failed, FailedWith, OperationResult, SafeResult, Success } from "./result.ts";
