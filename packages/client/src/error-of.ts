import { adviceFor } from "./advice.ts";
import {
  AbortedError,
  ApiError,
  AuthenticationError,
  type CallError,
  ConnectionError,
  type ErrorDetails,
  TimeoutError,
  UndeclaredStatusError,
  UnreadableAnswerError,
} from "./errors.ts";
import type { Failure } from "./failure.ts";
import type { FailureOutcome } from "./outcome.ts";

/** What the loop knows of the whole call when it gives up. */
export interface CallSummary {
  readonly outcome: FailureOutcome;
  readonly attempts: number;
  readonly retryable: boolean;
}

/** Makes the error that the caller sees: what happened, what became of the operation, what to do next. */
export function errorOf(failure: Failure, summary: CallSummary): CallError {
  const message = `${sentence(whatHappened(failure))} ${whatBecame(summary.outcome)}${advice(failure, summary)}`;
  const details = { ...summary, ...detailsOf(failure) };
  switch (failure.code) {
    case "authentication":
      return new AuthenticationError(message, details);
    case "connection":
      return new ConnectionError(message, details);
    case "timeout":
      return new TimeoutError(message, details);
    case "aborted":
      return new AbortedError(message, details);
    case "api-error":
      return new ApiError(message, {
        ...details,
        status: failure.status,
        errorCode: failure.answer.errorCode,
        body: failure.answer.body,
      }) as CallError;
    case "undeclared-status":
      return new UndeclaredStatusError(message, { ...details, ...failure, outcome: summary.outcome });
    case "unreadable-answer":
      return new UnreadableAnswerError(message, { ...details, ...failure, outcome: summary.outcome });
  }
}

function detailsOf(failure: Failure): Partial<ErrorDetails> {
  const cause = "cause" in failure ? failure.cause : undefined;
  if (failure.code === "api-error") {
    const { status, requestId, retryAfter, answer } = failure;
    return { status, requestId, retryAfter, errorCode: answer.errorCode, errorMessage: answer.errorMessage };
  }
  return { cause };
}

function whatHappened(failure: Failure): string {
  switch (failure.code) {
    case "authentication":
      return `The credentials could not be had: ${textOf(failure.cause)}`;
    case "connection":
      return failure.outcome === "not-sent"
        ? `No connection: ${textOf(rootOf(failure.cause))}`
        : `The connection broke: ${textOf(rootOf(failure.cause))}`;
    case "timeout":
      return `No complete answer within ${failure.milliseconds / 1000} s (${failure.limit})`;
    case "aborted":
      return "The call was aborted";
    case "api-error":
      return `AOM answered ${failure.status} ${failure.answer.errorCode}${failure.answer.errorMessage ? `: ${failure.answer.errorMessage}` : ""}`;
    case "undeclared-status":
    case "unreadable-answer":
      return `The answer ${failure.status} cannot be trusted: ${failure.problem}`;
  }
}

function whatBecame(outcome: FailureOutcome): string {
  switch (outcome) {
    case "not-sent":
      return "Nothing was sent.";
    case "rejected":
      return "Nothing was done.";
    case "unknown":
      return "The operation may have been applied: look at the state of the execution before trying again.";
  }
}

function advice(failure: Failure, { outcome }: CallSummary): string {
  if (failure.code !== "api-error" || outcome === "unknown") return "";
  const found = adviceFor({ status: failure.status, ...failure.answer });
  return found ? ` ${found}` : "";
}

/** The innermost cause: `fetch` wraps what the socket said into "fetch failed". */
function rootOf(error: unknown, depth = 0): unknown {
  if (error instanceof AggregateError && error.errors.length > 0) return rootOf(error.errors[0], depth + 1);
  return error instanceof Error && error.cause instanceof Error && depth < 5 ? rootOf(error.cause, depth + 1) : error;
}

function textOf(cause: unknown): string {
  const { code, reason } = (cause ?? {}) as { code?: unknown; reason?: unknown };
  if (String(code).startsWith("ERR_SSL_")) return `the TLS handshake failed (${reason ?? code})`;
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
