import type { ErrorAnswer } from "../failure/failure.ts";
import { longest, serverText } from "./server-text.ts";

type Json = Record<string, unknown>;

/** Reads every error shape that the vendor is known to use; undefined if there is no error code. */
export function readErrorBody(json: unknown): ErrorAnswer | undefined {
  // Stryker disable next-line ConditionalExpression: what is not an object has no code.
  if (!isObject(json)) return undefined;
  const errorCode = firstText(json, [
    ["error_code"],
    ["errorCode"],
    ["error", "code"],
    ["code"],
    ["details", "0", "error_code"],
    ["errorType"],
  ]);
  if (errorCode === undefined) return undefined;
  const errorMessage = firstText(json, [
    ["error_msg"],
    ["error_message"],
    ["errorMessage"],
    ["error", "message"],
    ["message"],
    ["details", "0", "error_msg"],
    ["error"],
  ]);
  const requestId = firstText(json, [["request_id"], ["trace_id"]]);
  const body = { ...json, error_code: errorCode, ...(errorMessage !== undefined && { error_msg: errorMessage }) };
  return {
    errorCode: serverText(errorCode, longest.errorCode),
    errorMessage: errorMessage && serverText(errorMessage, longest.errorMessage),
    requestId: requestId && serverText(requestId, longest.requestId),
    body,
  };
}

/** Is it an error, although the status says success? A `code` without a message may be part of what was asked for. */
export function isErrorBody(json: object): boolean {
  const { code: _, ...others } = json as Json;
  const { error, errors, success } = others;
  if (success === false || isFilled(error) || (Array.isArray(errors) && errors.length > 0)) return true;
  return readErrorBody(json)?.errorMessage !== undefined || readErrorBody(others) !== undefined;
}

/** Is it more than the empty place of an error? */
function isFilled(value: unknown): boolean {
  return value === true || (typeof value === "string" && value !== "") || (isObject(value) && Object.keys(value).length > 0);
}

function firstText(json: Json, places: readonly (readonly string[])[]): string | undefined {
  for (const place of places) {
    const value = place.reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), json);
    if (typeof value === "string" && serverText(value, longest.errorMessage) !== "") return value;
    if (typeof value === "number") return String(value);
  }
  return undefined;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null;
}
