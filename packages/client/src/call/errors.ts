import {
  type AnyCallError as AnyEngineError,
  type ApiErrorOf,
  type ErrorCode as EngineErrorCode,
  type Failed as EngineFailed,
  type FailedWith,
  errorFromJSON as fromJSON,
  isApiError as isAnyApiError,
  isCallError as isEngineError,
  type Success,
} from "@aom-workflow/http";
import type { AomOperations, Operation } from "@aom-workflow/types";
import { StateError } from "./state-error.ts";

/** The kinds of failure; `code` of every error. */
export type ErrorCode = EngineErrorCode | StateError["code"];

/** Every error that a call can end with. */
export type AnyCallError<Errors = Record<number, unknown>> = AnyEngineError<Errors> | StateError;

/** How a call or an action ended, discriminated by `ok` and, for error responses that the contract declares, by `status`. */
export type Result<Output, Errors> = Success<Output> | Failed<Errors>;

/** A failure; `status` is that of a declared error response and undefined for every other failure. */
export type Failed<Errors> = EngineFailed<Errors> | FailedWith<undefined, StateError>;

/**
 * Is it an error of a call – of whichever installed copy, or what its `toJSON()` gave, also in another thread or process? Such data has no
 * methods and no stack; `errorFromJSON` makes an error of it.
 */
export function isCallError(error: unknown): error is AnyCallError {
  return isEngineError(error);
}

/**
 * The way back from `toJSON()`: the error of a call that was sent to another thread or process, or kept as JSON, as an `Error` again. Its stack
 * is that of this call; it has no `cause`, and `resolve` has to be called where the action was.
 *
 * @param data what `toJSON()` of an error gave, also as it comes out of `JSON.parse`, `structuredClone` or `postMessage`
 * @throws TypeError for anything else, since nothing would be known of its outcome
 */
export function errorFromJSON(data: unknown): AnyCallError {
  // Its code may be one that the engine does not know.
  const error = fromJSON(data) as AnyCallError;
  const isOfState = error.code === "state-refused" || error.code === "state-unread";
  return isOfState ? Object.setPrototypeOf(error, StateError.prototype) : error;
}

type ErrorsOf<Value> = Value extends Operation<infer _Input, infer _Output, infer Errors> ? Errors : never;

/** One member for each error status that the contract declares, so that a comparison of `status` narrows `body`. */
export type AnyApiError = { [Name in keyof AomOperations]: ApiErrorOf<ErrorsOf<AomOperations[Name]>> }[keyof AomOperations];

/** Is it an error response that the contract declares, or its JSON? */
export function isApiError(error: unknown): error is AnyApiError {
  return isAnyApiError(error);
}
