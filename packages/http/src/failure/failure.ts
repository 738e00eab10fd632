import type { ErrorAnswer } from "../response/error-body.ts";

/** Why an attempt failed, as data: what the retry decision looks at and what an error is made of. */
export type Failure = AuthenticationFailure | ConnectionFailure | TimeoutFailure | AbortFailure | ErrorAnswerFailure | UnreadFailure;

export interface AuthenticationFailure {
  readonly code: "authentication";
  readonly outcome: "not-sent";
  readonly cause: unknown;
}

export interface ConnectionFailure {
  readonly code: "connection";
  readonly outcome: "not-sent" | "unknown";
  readonly cause: unknown;
}

export interface TimeoutFailure {
  readonly code: "timeout";
  readonly outcome: "not-sent" | "unknown";
  /** Which of the two limits ended it, and its length in milliseconds. */
  readonly limit: "timeout" | "deadline";
  readonly milliseconds: number;
  /** Of an answer whose head had come. */
  readonly status?: number | undefined;
}

export interface AbortFailure {
  readonly code: "aborted";
  readonly outcome: "not-sent" | "unknown";
  readonly cause: unknown;
  /** Of an answer whose head had come. */
  readonly status?: number | undefined;
}

interface Answered {
  readonly status: number;
  readonly requestId: string | undefined;
  /** In seconds. */
  readonly retryAfter: number | undefined;
}

export interface ErrorAnswerFailure extends Answered {
  readonly code: "api-error";
  readonly outcome: "rejected" | "unknown";
  readonly answer: ErrorAnswer;
}

export interface UnreadFailure extends Answered {
  readonly code: "unexpected-status" | "invalid-response";
  readonly outcome: "unknown";
  /** What is wrong with the answer, as a clause: `the body is empty`. */
  readonly problem: string;
  readonly contentType: string | undefined;
  readonly excerpt: string;
  readonly cause?: unknown;
}
