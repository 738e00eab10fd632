import { type CredentialsError, isCredentialsError } from "@aom-workflow/auth";
import { type AnyCallError, isCallError } from "@aom-workflow/client";
import { consequences } from "@aom-workflow/client/internal";
import { certificateProblem } from "./certificate-problem.ts";
import { type Circumstances, describeFailure, failed, sentences } from "./describe-failure.ts";
import { credentialsExitCode, exitCodeOf } from "./exit-code.ts";
import type { Report } from "./report.ts";
import { oneLine } from "./text/printable.ts";
import { isUsageError } from "./usage-error.ts";

/** The answer to an error: what went wrong, the outcome of the operation, what to do. */
export function describeError(error: unknown, circumstances: Circumstances): Report {
  if (isCredentialsError(error)) return describeCredentialsError(error, circumstances);
  if (!isCallError(error)) return describeFailure(error, circumstances);
  // Once an attempt may have been applied, its outcome comes first.
  return error.code === "authentication" && error.outcome !== "unknown" && isCredentialsError(error.cause)
    ? describeCredentialsError(error.cause, circumstances)
    : describeCall(error, circumstances);
}

/** Is it one of the errors that are meant to happen? */
export function isExpected(error: unknown): boolean {
  return isUsageError(error) || isCredentialsError(error) || isCallError(error);
}

function describeCall(error: AnyCallError, circumstances: Circumstances): Report {
  const { command, interruptedBy, onlyReads } = circumstances;
  const { code, outcome, status, retryable } = error;
  const exitCode = exitCodeOf({ code, outcome, status, retryable, interruptedBy, onlyReads });
  const message = sentences(messageOf(error, circumstances), code === "state-unread" && command === "skip" && sendAnyway);
  return { ...failed({ ...error.toJSON(), message }, exitCode), talk: traced(oneLine(message), error.requestId) };
}

/** For callers who may skip but not read. */
// Stryker disable next-line StringLiteral: a constant of the module, read before the change.
const sendAnyway = "To send it without reading the state: --no-check.";

/** The client speaks of its options and its caller, the command line of flags and a person. */
function messageOf(error: AnyCallError, { timeoutMs, onlyReads, isReading, authority }: Circumstances): string {
  const { code, outcome, consequence, hint, summary } = error;
  if (code === "aborted" && onlyReads) return sentences("Interrupted.", !isReading && consequences["not-sent"]);
  const isUnreachable = code === "connection" && outcome === "not-sent";
  const remedy =
    isUnreachable && sentences(certificateProblem(error.cause, authority)?.remedy, "To see what is wrong: aom-workflow doctor");
  const late = code === "timeout" && `No complete response within ${(timeoutMs ?? error.limitMs) / 1000} s (--timeout).`;
  return sentences(code === "aborted" ? "Interrupted." : late || summary, !isReading && consequence, hint, remedy);
}

function describeCredentialsError(error: CredentialsError, { isReading }: Circumstances): Report {
  const { message, requestId } = error;
  const document = { ...error.toJSON(), outcome: "not-sent", attempts: 0 };
  return {
    ...failed(document, credentialsExitCode(error)),
    talk: traced([oneLine(message), ...(isReading ? [] : ["Nothing was sent to AOM."])].join("\n"), requestId),
  };
}

function traced(text: string, requestId: string | undefined): string {
  return requestId ? `${text}\nRequest id: ${requestId}` : text;
}
