import { expectTypeOf } from "vitest";
import type { ErrorBody, Errors, StatusResult } from "../../test/invented-operations.ts";
import { type AnyCallError, type ApiError, isApiError, isCallError, type OtherError } from "../failure/errors.ts";
import type { Result } from "./result.ts";

declare const result: Result<StatusResult, Errors>;

// Success and failure are distinguished by a literal, never by whether something is truthy.
if (result.ok) {
  expectTypeOf(result.outcome).toEqualTypeOf<"applied">();
  expectTypeOf(result.data).toEqualTypeOf<StatusResult>();
} else {
  expectTypeOf(result.outcome).toEqualTypeOf<"rejected" | "not-sent" | "unknown">();
  expectTypeOf(result.status).toEqualTypeOf<400 | 401 | 429 | 503 | undefined>();
  expectTypeOf(result.error).toExtend<AnyCallError>();

  // The status narrows the error and its body.
  if (result.status === 400) {
    expectTypeOf(result.error).toEqualTypeOf<ApiError<400, Errors[400]>>();
    expectTypeOf(result.error.body.http_code).toEqualTypeOf<number | undefined>();
  } else if (result.status === 401) {
    expectTypeOf(result.error.status).toEqualTypeOf<401>();
    expectTypeOf(result.error.body).toEqualTypeOf<ErrorBody>();
  } else if (result.status === undefined) {
    expectTypeOf(result.error).toEqualTypeOf<OtherError>();
    if (result.error.code === "timeout") expectTypeOf(result.error.limitMs).toEqualTypeOf<number>();
    if (result.error.code === "invalid-input") expectTypeOf(result.error.parameter).toEqualTypeOf<string>();
    if (result.error.code === "invalid-response") expectTypeOf(result.error.excerpt).toEqualTypeOf<string>();
  }
  // @ts-expect-error 418 is not in the contract, so comparing with it is a slip
  result.status === 418;
}

// A caught error narrows by guard, then by code.
declare const caught: unknown;
if (isCallError(caught)) {
  expectTypeOf(caught).toEqualTypeOf<AnyCallError>();
  if (caught.code === "aborted") expectTypeOf(caught.cause).toEqualTypeOf<unknown>();
}
if (isApiError(caught)) expectTypeOf(caught.errorCode).toEqualTypeOf<string>();
