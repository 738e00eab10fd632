import { brand, CallError, type ErrorDetails, type ErrorText } from "./call-error.ts";
import { hasBrand } from "./has-brand.ts";
import { isErrorData } from "./is-error-data.ts";
import { consequences } from "./outcome.ts";

/** An argument or option is not usable. Nothing was sent. */
export class InvalidInputError extends CallError {
  readonly code = "invalid-input";
  declare readonly outcome: "not-sent";
  /** Name of the argument or option, such as `workflowId`. */
  readonly parameter: string;
  /** What is wrong with it, to be read after its name: `must not be empty`. */
  readonly problem: string;

  constructor(parameter: string, problem: string) {
    const text = { summary: `${parameter} ${problem}.`, consequence: consequences["not-sent"] };
    super(text, { outcome: "not-sent", attempts: 0, retryable: false });
    this.parameter = parameter;
    this.problem = problem;
  }

  override get name(): string {
    return "InvalidInputError";
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), parameter: this.parameter, problem: this.problem };
  }
}

/**
 * The `auth` function failed, so nothing was sent. Its error may contain secrets, so the `cause` has only its name, its code and its
 * place in the code. Catch it in the function itself to see more.
 */
export class AuthenticationError extends CallError {
  readonly code = "authentication";

  override get name(): string {
    return "AuthenticationError";
  }
}

/** The network failed: no connection was established (`not-sent`), or it broke (`unknown`). */
export class ConnectionError extends CallError {
  readonly code = "connection";

  override get name(): string {
    return "ConnectionError";
  }
}

/** No complete response arrived within `timeout` or `deadline`. */
export class TimeoutError extends CallError {
  readonly code = "timeout";
  /** Which of the two limits ended the call. */
  readonly limit: "timeout" | "deadline";
  /** Its length in milliseconds. */
  readonly limitMs: number;

  constructor(text: ErrorText, details: ErrorDetails & { readonly limit: "timeout" | "deadline"; readonly limitMs: number }) {
    super(text, details);
    this.limit = details.limit;
    this.limitMs = details.limitMs;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), limit: this.limit, limitMs: this.limitMs };
  }

  override get name(): string {
    return "TimeoutError";
  }
}

/** The caller's signal ended the call; its reason is the `cause`, without the credentials of the request that it ended. */
export class AbortedError extends CallError {
  readonly code = "aborted";

  override get name(): string {
    return "AbortedError";
  }
}

/** Details of an error response that the contract declares. */
export interface ApiErrorDetails<Status extends number, Body> extends ErrorDetails {
  readonly status: Status;
  readonly errorCode: string;
  readonly body: Body;
}

/** An error response that the contract declares. A comparison of `status` narrows `body` to the schema of that response. */
export class ApiError<Status extends number = number, Body = unknown> extends CallError {
  readonly code = "api-error";
  declare readonly status: Status;
  declare readonly errorCode: string;
  /** The answer as the contract has it, whichever shape it came in; without the secrets of the request. */
  readonly body: Body;

  constructor(text: ErrorText, details: ApiErrorDetails<Status, Body>) {
    super(text, details);
    this.body = details.body;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), body: this.body };
  }

  override get name(): string {
    return "ApiError";
  }
}

/** Details of a response that the contract does not declare. */
export interface UnreadDetails extends ErrorDetails {
  readonly status: number;
  readonly contentType: string | undefined;
  /** Beginning of the body, at most 200 characters, without the secrets of the request. */
  readonly excerpt: string;
}

abstract class UnreadAnswer extends CallError {
  declare readonly status: number;
  readonly contentType: string | undefined;
  /** Beginning of the body, at most 200 characters, without the secrets of the request. */
  readonly excerpt: string;

  constructor(text: ErrorText, details: UnreadDetails) {
    super(text, details);
    this.contentType = details.contentType;
    this.excerpt = details.excerpt;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), contentType: this.contentType, excerpt: this.excerpt };
  }
}

/** A response with a status that the contract does not declare, redirects among them. */
export class UnexpectedStatusError extends UnreadAnswer {
  readonly code = "unexpected-status";

  override get name(): string {
    return "UnexpectedStatusError";
  }
}

/** A response with a declared status whose body is not what the contract declares for it. */
export class InvalidResponseError extends UnreadAnswer {
  readonly code = "invalid-response";

  override get name(): string {
    return "InvalidResponseError";
  }
}

/** One member for each declared error status, so that a comparison of `status` narrows. */
export type ApiErrorOf<Errors> = { [Status in keyof Errors & number]: ApiError<Status, Errors[Status]> }[keyof Errors & number];

/** Every error of a call but the error responses that the contract declares. */
export type OtherError =
  | InvalidInputError
  | AuthenticationError
  | ConnectionError
  | TimeoutError
  | AbortedError
  | UnexpectedStatusError
  | InvalidResponseError;

/** Every error that a call can end with. */
export type AnyCallError<Errors = Record<number, unknown>> = OtherError | ApiErrorOf<Errors>;

/**
 * Is it an error of a call – of whichever installed copy, or what its `toJSON()` gave, also in another thread or process? Such data has no
 * methods and no stack; `errorFromJSON` makes an error of it.
 */
export function isCallError(error: unknown): error is AnyCallError {
  return hasBrand(error, brand) || isErrorData(error);
}

/** Is it an error response that the contract declares, or its JSON? */
export function isApiError(error: unknown): error is ApiError {
  return isCallError(error) && error.code === "api-error";
}
