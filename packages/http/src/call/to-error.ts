import type { Effect } from "@aom-workflow/types";
import type { ErrorDetails, RetryRefusal } from "../failure/call-error.ts";
import {
  AbortedError,
  type AnyCallError,
  ApiError,
  AuthenticationError,
  ConnectionError,
  InvalidResponseError,
  TimeoutError,
  UnexpectedStatusError,
} from "../failure/errors.ts";
import type { Failure } from "../failure/failure.ts";
import { consequenceOf, type FailureOutcome, isRepeatable } from "../failure/outcome.ts";
import { hasSafeText, isWord, withoutText } from "../failure/safe-text.ts";
import { gatewayHint } from "../response/gateway.ts";
import { longest, serverText } from "../response/server-text.ts";
import type { Success } from "./result.ts";

/** The facts about a call that failed. */
export interface CallSummary {
  /** The name of the service, for messages: `AOM`. */
  readonly service: string;
  readonly effect: Effect;
  readonly permission?: string | undefined;
  readonly outcome: FailureOutcome;
  readonly attempts: number;
  readonly retryable: boolean;
  readonly retryRefusal: RetryRefusal | undefined;
  readonly hintFor: HintFor | undefined;
}

/** The parts of a failure that a hint can depend on. */
export interface HintSubject {
  readonly outcome: FailureOutcome;
  readonly effect: Effect;
  /** The permission that the caller needs, by the contract. */
  readonly permission?: string | undefined;
  readonly status?: number | undefined;
  readonly errorCode?: string | undefined;
  readonly errorMessage?: string | undefined;
}

/** One sentence on what to do next, if something is known to help. */
export type HintFor = (subject: HintSubject) => string | undefined;

/** Makes the error that the caller sees: what happened, the outcome of the operation, what to do next. */
export function toError(failure: Failure, summary: CallSummary): AnyCallError {
  const text = {
    summary: sentence(whatHappened(failure, summary.service)),
    consequence: consequenceOf(summary.outcome, summary.effect),
    hint: [hint(failure, summary), whenToTryAgain(failure, summary)].filter((it) => it !== undefined).join(" ") || undefined,
  };
  const { outcome, attempts, retryable, retryRefusal } = summary;
  const details: ErrorDetails = { outcome, attempts, retryable, retryRefusal, ...detailsOf(failure) };
  switch (failure.code) {
    case "authentication":
      return new AuthenticationError(text, details);
    case "connection":
      return new ConnectionError(text, details);
    case "timeout":
      return new TimeoutError(text, { ...details, limit: failure.limit, limitMs: failure.milliseconds });
    case "aborted":
      return new AbortedError(text, details);
    case "api-error": {
      const { status, answer } = failure;
      return new ApiError(text, { ...details, status, errorCode: answer.errorCode, body: answer.body });
    }
    case "unexpected-status":
      return new UnexpectedStatusError(text, { ...details, ...unreadOf(failure) });
    // Stryker disable next-line StringLiteral: the last case.
    case "invalid-response":
      return new InvalidResponseError(text, { ...details, ...unreadOf(failure) });
  }
}

/**
 * The error of an operation that only reads, whose response had the shape of a success but is not what was asked for.
 *
 * @param problem what is wrong with it, as a clause: `the body is not a list of workflows`
 * @param quoted what of the answer the error quotes, at most 200 characters of it
 */
export function invalidReading(answer: Success<unknown>, problem: string, quoted: unknown = answer.data): AnyCallError {
  const { status, requestId, attempts } = answer;
  const contentType = answer.headers["content-type"];
  const excerpt = serverText(JSON.stringify(quoted) ?? "", longest.excerpt);
  return toError(
    { code: "invalid-response", outcome: "unknown", status, problem, contentType, excerpt, requestId, retryAfter: undefined },
    { service: "", effect: "none", outcome: "unknown", attempts, retryable: false, retryRefusal: "not-transient", hintFor: undefined },
  );
}

function detailsOf(failure: Failure): Partial<ErrorDetails> {
  const caught = "cause" in failure ? failure.cause : undefined;
  const cause = failure.code === "authentication" ? withoutText(caught) : caught;
  // Stryker disable next-line ConditionalExpression: absent and undefined are the same here.
  if (!("status" in failure)) return { cause };
  // Stryker disable next-line ConditionalExpression: absent and undefined are the same here.
  if (!("requestId" in failure)) return { cause, status: failure.status };
  const { status, requestId, retryAfter } = failure;
  if (failure.code !== "api-error") return { cause, status, requestId, retryAfter };
  return { status, requestId, retryAfter, errorCode: failure.answer.errorCode, errorMessage: failure.answer.errorMessage };
}

function unreadOf({ status, contentType, excerpt }: Failure & { code: "unexpected-status" | "invalid-response" }) {
  return { status, contentType, excerpt };
}

function whatHappened(failure: Failure, service: string): string {
  switch (failure.code) {
    case "authentication":
      return `Could not get credentials: ${authText(failure.cause)}`;
    case "connection":
      return failure.outcome === "not-sent"
        ? `Could not connect: ${networkText(failure.cause)}`
        : `The connection broke: ${networkText(failure.cause)}`;
    case "timeout":
      return `No complete response within ${failure.milliseconds / 1000} s (${failure.limit})`;
    case "aborted":
      return "The call was aborted";
    case "api-error": {
      const { errorCode, errorMessage } = failure.answer;
      return `${service} answered ${failure.status} ${errorCode}${errorMessage ? `: ${errorMessage}` : ""}`;
    }
    case "unexpected-status":
    case "invalid-response":
      return `The response ${failure.status} cannot be trusted: ${failure.problem}`;
  }
}

function hint(failure: Failure, { outcome, effect, permission, hintFor }: CallSummary): string | undefined {
  const answer = failure.code === "api-error" ? { status: failure.status, ...failure.answer } : undefined;
  const known = hintOf(hintFor, { outcome, effect, permission, ...answer });
  if (known !== undefined || outcome !== "unknown") return known ?? (answer && gatewayHint(answer.errorCode, answer.errorMessage));
  return isRepeatable(effect) ? undefined : "Check whether it was applied before calling again.";
}

/** Distinguishes a temporary refusal from a permanent one. */
function whenToTryAgain(failure: Failure, { outcome, retryable }: CallSummary): string | undefined {
  if (outcome !== "rejected" || !retryable) return undefined;
  const seconds = "retryAfter" in failure ? failure.retryAfter : undefined;
  return seconds === undefined ? "Try again later." : `Try again after ${seconds} s.`;
}

/** A hint is a courtesy: one that fails must not cost the caller the error. */
function hintOf(hintFor: HintFor | undefined, subject: HintSubject): string | undefined {
  try {
    // Stryker disable next-line OptionalChaining: the catch around it says the same.
    const hint: unknown = hintFor?.(subject);
    return typeof hint === "string" ? hint : undefined;
    // Stryker disable next-line BlockStatement: returning nothing gives undefined too.
  } catch {
    return undefined;
  }
}

/** An error of an authentication function is quoted only if it is known to contain no secret; otherwise it is named, and the cause has its stack position. */
function authText(cause: unknown): string {
  if (hasSafeText(cause)) return textOf(cause);
  const { name } = fieldsOf(cause);
  const { code } = fieldsOf(rootOf(cause));
  const words = [name, code].filter((word) => isWord(word) && word !== "Error");
  return `the auth function failed${words.length > 0 ? ` (${words.join(", ")})` : ""}; its text is hidden, since it may contain secrets`;
}

const deepest = 5;

/** The innermost cause: `fetch` wraps what the socket said into "fetch failed". Recognised by shape, since errors may come from another realm. */
function rootOf(error: unknown, depth = 0): unknown {
  const { cause, errors } = fieldsOf(error);
  if (depth > deepest) return error;
  if (Array.isArray(errors) && errors.length > 0) return rootOf(errors[0], depth + 1);
  return fieldsOf(cause).message === undefined ? error : rootOf(cause, depth + 1);
}

/** May quote what a server or a proxy said, such as the names in a certificate. */
function networkText(cause: unknown): string {
  return serverText(textOf(rootOf(cause)), longest.errorMessage);
}

function textOf(cause: unknown): string {
  try {
    const { message, name, code, reason } = fieldsOf(cause);
    if (String(code).startsWith("ERR_SSL_")) return `the TLS handshake failed (${reason ?? code})`;
    // What Node says if the request was waiting for the handshake: "write EPROTO 40A7…:error:0A00010B:SSL routines:function:reason:…".
    if (code === "EPROTO") return `the TLS handshake failed (${/:SSL routines:[^:]*:([^:]+)/.exec(String(message))?.[1] ?? code})`;
    if (typeof message === "string") return message || String(name);
    return (typeof cause === "object" ? "" : String(cause ?? "")) || "no reason was given";
  } catch {
    return "something that cannot be printed was thrown";
  }
}

type Fields = Partial<Record<"message" | "name" | "cause" | "errors" | "code" | "reason", unknown>>;

/** The fields of a thrown value; none if reading them fails. */
function fieldsOf(error: unknown): Fields {
  try {
    const { message, name, cause, errors, code, reason } = (error ?? {}) as Fields;
    return { message, name, cause, errors, code, reason };
  } catch {
    return {};
  }
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
