import { type CredentialsError, isCredentialsError } from "@aom-workflow/auth";
import { type AnyCallError, isCallError } from "@aom-workflow/client";
import { certificateProblem } from "./certificate-problem.ts";
import { type Circumstances, describeFailure, failed } from "./describe-failure.ts";
import { credentialsExitCode, exitCodeOf } from "./exit-code.ts";
import type { Report } from "./report.ts";
import { isUsageError } from "./usage-error.ts";

/** The answer to an error: what went wrong, what became of the operation, what to do. */
export function describeError(error: unknown, circumstances: Circumstances): Report {
  if (isCredentialsError(error)) return describeCredentialsError(error);
  if (!isCallError(error)) return describeFailure(error, circumstances);
  // Once an attempt may have been applied, its outcome comes first.
  return error.code === "authentication" && error.outcome !== "unknown" && isCredentialsError(error.cause)
    ? describeCredentialsError(error.cause)
    : describeCall(error, circumstances);
}

/** Is it one of the errors that are meant to happen? */
export function isExpected(error: unknown): boolean {
  return isUsageError(error) || isCredentialsError(error) || isCallError(error);
}

function describeCall(error: AnyCallError, { command, interruptedBy, timeoutMs, onlyReads }: Circumstances): Report {
  const { code, outcome, status, retryable } = error;
  const exitCode = exitCodeOf({ code, outcome, status, retryable, interruptedBy, onlyReads });
  const message = [messageOf(error, timeoutMs), code === "state-unread" && command === "skip" && sendAnyway].filter(Boolean).join(" ");
  return { ...failed({ ...error.toJSON(), message }, exitCode), talk: traced(message, error.requestId) };
}

/** What helps who may skip but not read. */
// Stryker disable next-line StringLiteral: a constant of the module, read before the change.
const sendAnyway = "To send it without reading the state: --no-check.";

/** The client speaks of its options and its caller, the command line of flags and a person. */
function messageOf(error: AnyCallError, timeoutMs: number | undefined): string {
  if (error.code === "connection" && error.outcome === "not-sent") {
    const remedies = [certificateProblem(error.cause)?.remedy, "To see what is wrong: aom-workflow doctor"];
    return [error.message, ...remedies].filter(Boolean).join(" ");
  }
  if (error.code !== "aborted" && error.code !== "timeout") return error.message;
  const summary =
    error.code === "aborted" ? "Interrupted." : `No complete answer within ${(timeoutMs ?? error.limitMs) / 1000} s (--timeout).`;
  return [summary, error.consequence, error.hint].filter(Boolean).join(" ");
}

function describeCredentialsError(error: CredentialsError): Report {
  const { message, requestId } = error;
  const document = { ...error.toJSON(), outcome: "not-sent", attempts: 0 };
  return { ...failed(document, credentialsExitCode(error)), talk: traced(`${message}\nNothing was sent to AOM.`, requestId) };
}

function traced(text: string, requestId: string | undefined): string {
  return requestId ? `${text}\nRequest id: ${requestId}` : text;
}
