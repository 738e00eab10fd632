/** Why an attempt failed, as data for the retry decision and the error. */
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
  /** Of a response whose head had arrived. */
  readonly status?: number | undefined;
}

export interface AbortFailure {
  readonly code: "aborted";
  readonly outcome: "not-sent" | "unknown";
  readonly cause: unknown;
  /** Of a response whose head had arrived. */
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
  /** What is wrong with the response, as a clause: `the body is empty`. */
  readonly problem: string;
  readonly contentType: string | undefined;
  readonly excerpt: string;
  readonly cause?: unknown;
}

/** An error answer in one shape, whichever of the services in front of or behind the API wrote it. */
export interface ErrorAnswer {
  /** One line each, of bounded length. */
  readonly errorCode: string;
  readonly errorMessage: string | undefined;
  readonly requestId: string | undefined;
  /** The answer as the contract has it: `error_code` and `error_msg` are there even if they came under other names. */
  readonly body: ErrorBody;
}

/** The body of an error response; it may have other properties. */
export interface ErrorBody {
  readonly error_code: string;
  readonly error_msg?: string;
  readonly [name: string]: unknown;
}
