import type { StatusResult } from "@aom-workflow/types";
import type { ErrorStatus, SuccessStatus } from "./error-status.ts";
import type { AnyApiError, ApiError, CallError, WorkflowError } from "./errors.ts";
import type { FailureOutcome } from "./outcome.ts";

/** The service says that it moved the run on. */
export interface OperationResult {
  readonly outcome: "applied";
  readonly status: SuccessStatus;
  /** The service's own word, `success` in every published example. */
  readonly result: StatusResult["result"];
  /** The gateway's id of the exchange; support asks for it. */
  readonly requestId: string | undefined;
  /** Requests that were made. */
  readonly attempts: number;
}

/** Result of the methods of `client.safe`, told apart by `ok` and, for error answers that the contract declares, by `status`. */
export type SafeResult = Success | Failed;

export interface Success extends OperationResult {
  readonly ok: true;
}

export type Failed =
  | { [Status in ErrorStatus]: FailedWith<Status, ApiError<Status>> }[ErrorStatus]
  | FailedWith<undefined, Exclude<CallError, AnyApiError>>;

/** A failure; `status` is that of a declared error answer and undefined for every other failure. */
export interface FailedWith<Status extends ErrorStatus | undefined, Error extends WorkflowError> {
  readonly ok: false;
  readonly status: Status;
  readonly outcome: FailureOutcome;
  readonly error: Error;
}

/** Puts an error into the union. */
export function failedWith(error: CallError): Failed {
  const status = error.code === "api-error" ? error.status : undefined;
  return { ok: false, status, outcome: error.outcome, error } as Failed;
}
