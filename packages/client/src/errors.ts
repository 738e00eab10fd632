import type { ErrorBodyOf, ErrorStatus } from "./error-status.ts";
import type { FailureOutcome } from "./outcome.ts";

/** The kinds of failure; `code` of every error. */
export type ErrorCode =
  | "invalid-input"
  | "authentication"
  | "connection"
  | "timeout"
  | "aborted"
  | "api-error"
  | "undeclared-status"
  | "unreadable-answer";

/** What every error of this package tells programs. */
export interface ErrorDetails {
  /** What may have become of the operation, all attempts of the call considered. */
  readonly outcome: FailureOutcome;
  /** Requests that were made for the call; 0 when none was. */
  readonly attempts: number;
  /** May the same call be made again without the risk of doing it twice, and with a chance of success? */
  readonly retryable: boolean;
  /** HTTP status of the last answer, where one came. */
  readonly status?: number | undefined;
  /** The vendor's code, such as `AOM.31001418` or `APIGW.0301`. */
  readonly errorCode?: string | undefined;
  /** The vendor's text to the code. */
  readonly errorMessage?: string | undefined;
  /** The gateway's id of the last exchange; support asks for it. */
  readonly requestId?: string | undefined;
  /** How long the server asks to wait, in seconds. */
  readonly retryAfter?: number | undefined;
  /** What was caught, without secrets. */
  readonly cause?: unknown;
}

const brand = Symbol.for("@aom-workflow/client/error");

/** Base of all errors of this package. Tell them apart by `code`, or by the guards, which also know errors of another copy. */
export abstract class WorkflowError extends Error implements ErrorDetails {
  abstract readonly code: ErrorCode;
  readonly outcome: FailureOutcome;
  readonly attempts: number;
  readonly retryable: boolean;
  readonly status: number | undefined;
  readonly errorCode: string | undefined;
  readonly errorMessage: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfter: number | undefined;

  constructor(message: string, details: ErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.outcome = details.outcome;
    this.attempts = details.attempts;
    this.retryable = details.retryable;
    this.status = details.status;
    this.errorCode = details.errorCode;
    this.errorMessage = details.errorMessage;
    this.requestId = details.requestId;
    this.retryAfter = details.retryAfter;
  }

  get [brand](): true {
    return true;
  }

  /** The error as data, without stack and cause; holds no secrets. */
  toJSON(): Record<string, unknown> {
    const { name, code, message, outcome, status, errorCode, errorMessage, requestId, attempts, retryAfter, retryable } = this;
    return { name, code, message, outcome, status, errorCode, errorMessage, requestId, attempts, retryAfter, retryable };
  }
}

/** An argument or option is not usable. Nothing was sent. */
export class InvalidInputError extends WorkflowError {
  readonly code = "invalid-input";
  declare readonly outcome: "not-sent";
  /** Name of the argument or option, such as `workflowId`. */
  readonly parameter: string;
  /** What is wrong with it, to be read after its name: `must not be empty`. */
  readonly problem: string;

  constructor(parameter: string, problem: string) {
    super(`${parameter} ${problem}. Nothing was sent.`, { outcome: "not-sent", attempts: 0, retryable: false });
    this.parameter = parameter;
    this.problem = problem;
  }

  override get name(): string {
    return "InvalidInputError";
  }
}

/** The `auth` function failed, so there was nothing to send. Its error is the `cause`. */
export class AuthenticationError extends WorkflowError {
  readonly code = "authentication";

  override get name(): string {
    return "AuthenticationError";
  }
}

/** The network failed: no connection came about (`not-sent`), or it broke (`unknown`). */
export class ConnectionError extends WorkflowError {
  readonly code = "connection";

  override get name(): string {
    return "ConnectionError";
  }
}

/** No complete answer came within `timeout` or `deadline`. */
export class TimeoutError extends WorkflowError {
  readonly code = "timeout";

  override get name(): string {
    return "TimeoutError";
  }
}

/** The caller's signal ended the call; its reason is the `cause`. */
export class AbortedError extends WorkflowError {
  readonly code = "aborted";

  override get name(): string {
    return "AbortedError";
  }
}

/** Details of an error answer that the contract declares. */
export interface ApiErrorDetails<Status extends ErrorStatus> extends ErrorDetails {
  readonly status: Status;
  readonly errorCode: string;
  readonly body: ErrorBodyOf<Status>;
}

/** An error answer that the contract declares. `status === 401` narrows `body` to the schema of that answer. */
export class ApiError<Status extends ErrorStatus = ErrorStatus> extends WorkflowError {
  readonly code = "api-error";
  declare readonly status: Status;
  declare readonly errorCode: string;
  readonly body: ErrorBodyOf<Status>;

  constructor(message: string, details: ApiErrorDetails<Status>) {
    super(message, details);
    this.body = details.body;
  }

  override get name(): string {
    return "ApiError";
  }
}

/** Details of an answer that is none the contract declares. */
export interface UnreadDetails extends ErrorDetails {
  readonly status: number;
  readonly contentType: string | undefined;
  /** Beginning of the body, at most 200 characters, without secrets. */
  readonly excerpt: string;
}

abstract class UnreadAnswer extends WorkflowError {
  declare readonly status: number;
  readonly contentType: string | undefined;
  /** Beginning of the body, at most 200 characters, without secrets. */
  readonly excerpt: string;

  constructor(message: string, details: UnreadDetails) {
    super(message, details);
    this.contentType = details.contentType;
    this.excerpt = details.excerpt;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), contentType: this.contentType, excerpt: this.excerpt };
  }
}

/** An answer with a status that the contract does not declare, redirects among them. */
export class UndeclaredStatusError extends UnreadAnswer {
  readonly code = "undeclared-status";

  override get name(): string {
    return "UndeclaredStatusError";
  }
}

/** An answer with a declared status whose body is not what the contract declares for it. */
export class UnreadableAnswerError extends UnreadAnswer {
  readonly code = "unreadable-answer";

  override get name(): string {
    return "UnreadableAnswerError";
  }
}

/** One member for each declared error status, so that a comparison of `status` narrows. */
export type AnyApiError = { [Status in ErrorStatus]: ApiError<Status> }[ErrorStatus];

/** Every error that a call can end with. */
export type CallError =
  | InvalidInputError
  | AuthenticationError
  | ConnectionError
  | TimeoutError
  | AbortedError
  | AnyApiError
  | UndeclaredStatusError
  | UnreadableAnswerError;

/** Is it an error of this package – of whichever installed copy? */
export function isWorkflowError(error: unknown): error is CallError {
  return typeof error === "object" && error !== null && (error as { [brand]?: unknown })[brand] === true;
}

/** Is it an error answer that the contract declares? */
export function isApiError(error: unknown): error is AnyApiError {
  return isWorkflowError(error) && error.code === "api-error";
}
