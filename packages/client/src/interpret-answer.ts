import type { OperationId, StatusResult } from "@aom-workflow/types";
import { type ErrorAnswer, readErrorBody } from "./error-body.ts";
import { type ErrorStatus, isErrorStatus } from "./error-status.ts";
import type { Failure } from "./failure.ts";
import { parseRetryAfter } from "./retry-after.ts";

/** An answer as it came, its body read up to a bound and freed from secrets. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Did a redirect get followed, or hidden, although redirects were refused? A `fetch` of the caller's or of a browser does that. */
  readonly redirected?: boolean;
  readonly text: string;
  /** Why the body is not whole: `the body is longer than 256 KiB`. */
  readonly defect?: string | undefined;
  readonly cause?: unknown;
}

/** The documented success, or why the answer is none. */
export type Reading =
  | { readonly ok: true; readonly body: StatusResult; readonly requestId: string | undefined }
  | { readonly ok: false; readonly failure: Failure };

const excerptLength = 200;

/** Decides what an answer says. Success is only what the contract declares; a refusal is only what can be read as one. */
export function interpretAnswer(operation: OperationId, answer: Answer, now: number): Reading {
  const { status } = answer;
  if (answer.redirected) return unread("undeclared-status", answer, "it came by way of a redirect", now);
  if (status === 200) {
    const success = readSuccess(answer);
    return typeof success === "string"
      ? unread("unreadable-answer", answer, success, now)
      : { ok: true, body: success, requestId: requestIdOf(answer) };
  }
  if (!isErrorStatus(operation, status)) return unread("undeclared-status", answer, undeclared(answer), now);
  const error = readError(answer);
  if (typeof error === "string") return unread("unreadable-answer", answer, error, now);
  const common = { requestId: requestIdOf(answer) ?? error.requestId, retryAfter: parseRetryAfter(answer.headers.get("retry-after"), now) };
  return { ok: false, failure: { code: "api-error", outcome: outcomeOf(status, error), status, answer: error, ...common } };
}

/** A declared 4xx says that nothing was done; so does a gateway that gave up before the back end. Any other 5xx leaves it open. */
function outcomeOf(status: ErrorStatus, error: ErrorAnswer): "rejected" | "unknown" {
  return status < 500 || isGatewayUnavailable(status, error.errorCode) ? "rejected" : "unknown";
}

/** The gateway could not ask IAM, so the request never got to the service (APIG.0613 in the gateway's table). */
export function isGatewayUnavailable(status: number, errorCode: string): boolean {
  return status === 503 && /^APIGW?\.0613$/.test(errorCode);
}

function readSuccess(answer: Answer): StatusResult | string {
  const json = readJson(answer);
  if (typeof json === "string") return json;
  if (typeof json.value !== "object" || json.value === null || Array.isArray(json.value)) return "the body is no JSON object";
  if (readErrorBody(json.value)) return "the body is that of an error";
  const body = json.value as StatusResult;
  if (typeof body.result === "string" && body.result !== "success") return `the result is not "success"`;
  return body;
}

function readError(answer: Answer): ErrorAnswer | string {
  const json = readJson(answer);
  if (typeof json === "string") return json;
  return readErrorBody(json.value) ?? "the body holds no error code";
}

function readJson({ headers, text, defect }: Answer): { value: unknown } | string {
  if (defect) return defect;
  if (text === "") return "the body is empty";
  const type = headers.get("content-type");
  if (type !== null && !/^application\/([\w.+-]+\+)?json\b/i.test(type)) return "the body is not JSON by its content type";
  try {
    return { value: JSON.parse(text) };
  } catch {
    return "the body is not valid JSON";
  }
}

function undeclared({ status, headers }: Answer): string {
  if (status >= 300 && status < 400)
    return `it is a redirect${headers.has("location") ? " to another address" : ""}, which is never followed`;
  return "the contract does not declare this status";
}

function unread(code: "undeclared-status" | "unreadable-answer", answer: Answer, problem: string, now: number): Reading {
  return {
    ok: false,
    failure: {
      code,
      outcome: "unknown",
      status: answer.status,
      problem,
      contentType: answer.headers.get("content-type") ?? undefined,
      excerpt: [...answer.text.slice(0, 2 * excerptLength)].slice(0, excerptLength).join(""),
      requestId: requestIdOf(answer),
      retryAfter: parseRetryAfter(answer.headers.get("retry-after"), now),
      cause: answer.cause,
    },
  };
}

function requestIdOf({ headers }: Answer): string | undefined {
  return headers.get("x-request-id") ?? undefined;
}
