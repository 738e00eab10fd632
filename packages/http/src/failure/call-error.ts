import type { FailureOutcome } from "./outcome.ts";

/** The kinds of failure; `code` of the errors of this package. */
export type ErrorCode =
  | "invalid-input"
  | "authentication"
  | "connection"
  | "timeout"
  | "aborted"
  | "api-error"
  | "unexpected-status"
  | "invalid-response";

/** Why a request is not sent again. */
export type RetryRefusal =
  /** The caller switched retries off, or the contract has no policy. */
  | "disabled"
  /** The caller ended the call. */
  | "aborted"
  /** The operation may have been applied; sending it again could apply it twice. */
  | "outcome-unknown"
  /** The server would say the same again. */
  | "not-transient"
  | "attempts-exhausted"
  /** The calls of the client have failed so often lately that more retries would be a storm. */
  | "quota-exhausted"
  /** The server asks for a longer wait than the policy allows. */
  | "retry-after-too-long"
  /** The wait would outlast the deadline of the call. */
  | "deadline";

/** The properties of every error of a call, for programs. */
export interface ErrorDetails {
  /** The outcome of the operation, all attempts of the call considered. */
  readonly outcome: FailureOutcome;
  /** Requests that were made for the call; 0 when none was. */
  readonly attempts: number;
  /** May the same call be made again without the risk of doing it twice, and with a chance of success? */
  readonly retryable: boolean;
  /** Why the request was not retried. */
  readonly retryRefusal?: RetryRefusal | undefined;
  /** HTTP status of the last answer, if one came. */
  readonly status?: number | undefined;
  /** The vendor's code, such as `AOM.31001418` or `APIGW.0301`. */
  readonly errorCode?: string | undefined;
  /** The vendor's text to the code. */
  readonly errorMessage?: string | undefined;
  /** The gateway's id of the last exchange; support asks for it. */
  readonly requestId?: string | undefined;
  /** How long the server asks to wait, in seconds. */
  readonly retryAfter?: number | undefined;
  /** The error that was caught, without secrets. */
  readonly cause?: unknown;
}

/** The sentences of a message. */
export interface ErrorText {
  /** What happened: `AOM answered 404 AOM.31001306: Execution not exist.` */
  readonly summary: string;
  /** The outcome in a sentence: `Nothing was done.` */
  readonly consequence: string;
  /** What to do next, if a remedy is known. */
  readonly hint?: string | undefined;
}

/** Recognises errors of a call, whichever copy of the package they come from. */
export const brand = Symbol.for("@aom-workflow/error");

/** Base of all errors of a call. Tell them apart by `code`, or by the guards, which also know errors of another copy or realm. */
export abstract class CallError extends Error implements ErrorDetails, ErrorText {
  abstract readonly code: string;
  declare readonly summary: string;
  declare readonly consequence: string;
  declare readonly hint: string | undefined;
  readonly outcome: FailureOutcome;
  readonly attempts: number;
  readonly retryable: boolean;
  readonly retryRefusal: RetryRefusal | undefined;
  readonly status: number | undefined;
  readonly errorCode: string | undefined;
  readonly errorMessage: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfter: number | undefined;

  constructor({ summary, consequence, hint }: ErrorText, details: ErrorDetails) {
    const message = [summary, consequence, hint].filter((sentence) => sentence !== undefined).join(" ");
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    const hidden = (value: string | undefined) => ({ value, enumerable: false });
    Object.defineProperties(this, { summary: hidden(summary), consequence: hidden(consequence), hint: hidden(hint) });
    this.outcome = details.outcome;
    this.attempts = details.attempts;
    this.retryable = details.retryable;
    this.retryRefusal = details.retryRefusal;
    this.status = details.status;
    this.errorCode = details.errorCode;
    this.errorMessage = details.errorMessage;
    this.requestId = details.requestId;
    this.retryAfter = details.retryAfter;
  }

  get [brand](): true {
    return true;
  }

  /** The error as data, without stack and cause; contains no secrets. */
  toJSON(): Record<string, unknown> {
    const { name, code, message, outcome, status, errorCode, errorMessage, requestId, attempts, retryAfter, retryable, retryRefusal } =
      this;
    return { name, code, message, outcome, status, errorCode, errorMessage, requestId, attempts, retryAfter, retryable, retryRefusal };
  }
}
