import { type ApiErrorOf, isApiError as isAnyApiError } from "@aom-workflow/http";
import type { AomOperations, Operation } from "@aom-workflow/types";

type ErrorsOf<Value> = Value extends Operation<infer _Input, infer _Output, infer Errors> ? Errors : never;

/** One member for each error status that the contract declares, so that a comparison of `status` narrows `body`. */
export type AnyApiError = { [Name in keyof AomOperations]: ApiErrorOf<ErrorsOf<AomOperations[Name]>> }[keyof AomOperations];

/** Is it an error answer that the contract declares? */
export function isApiError(error: unknown): error is AnyApiError {
  return isAnyApiError(error);
}
