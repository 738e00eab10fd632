import type { AnyCallError, ApiError, OtherError } from "../failure/errors.ts";
import type { FailureOutcome } from "../failure/outcome.ts";
import type { PlainHeaders } from "../request/plain-request.ts";

/** How a call ended, discriminated by `ok` and, for error responses that the contract declares, by `status`. */
export type Result<Output, Errors> = Success<Output> | Failed<Errors>;

/** The service says that it did it. */
export interface Success<Output> {
  readonly ok: true;
  readonly outcome: "applied";
  readonly status: number;
  /** The body of the response, whole: also what the contract does not declare. */
  readonly data: Output;
  /** The gateway's id of the exchange; support asks for it. */
  readonly requestId: string | undefined;
  /** Requests that were made. */
  readonly attempts: number;
  /** Headers of the response, names in lower case. Not enumerable: one of IAM's is a token. */
  readonly headers: PlainHeaders;
}

/** A failure; `status` is that of a declared error response and undefined for every other failure. */
export type Failed<Errors> =
  | { [Status in keyof Errors & number]: FailedWith<Status, ApiError<Status, Errors[Status]>> }[keyof Errors & number]
  | FailedWith<undefined, OtherError>;

export interface FailedWith<Status extends number | undefined, Error> {
  readonly ok: false;
  readonly status: Status;
  readonly outcome: FailureOutcome;
  readonly error: Error;
}

/** Puts an error into the union. */
export function failedWith<Errors>(error: AnyCallError): Failed<Errors> {
  return { ok: false, status: error.code === "api-error" ? error.status : undefined, outcome: error.outcome, error } as Failed<Errors>;
}
