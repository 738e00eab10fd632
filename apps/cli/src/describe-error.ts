import type { CredentialsError } from "@aom-workflow/auth";
import type { CallError } from "@aom-workflow/client";
import type { Answer } from "./answer.ts";
import { credentialsExitCode, exitCodeOf } from "./exit-code.ts";
import { isUsageError, type UsageError } from "./usage-error.ts";

/** What is known beyond the error itself. */
export interface Circumstances {
  /** Name of the command, for the pointer to its help. */
  readonly command: string | undefined;
  /** Had a request been started? Then an internal error leaves the outcome unknown. */
  readonly started: boolean;
  readonly interruptedBy: string | undefined;
}

/** The answer to a failure: what went wrong, what became of the operation, what to do. */
export function describeError(error: unknown, circumstances: Circumstances): Answer {
  if (isUsageError(error)) return describeUsage(error, circumstances);
  if (isCredentialsError(error)) return describeCredentialsError(error);
  return isCallError(error) ? describeCall(error, circumstances) : describeInternal(error, circumstances);
}

/** Is it none of the errors that are meant to happen? */
export function isInternal(error: unknown): boolean {
  return !(isUsageError(error) || isCredentialsError(error) || isCallError(error));
}

function describeUsage(error: UsageError, { command }: Circumstances): Answer {
  const exitCode = exitCodeOf(error);
  const help = `See: aom-workflow ${command ? `${command} ` : ""}--help`;
  const pointer = error.code === "declined" ? "Nothing was sent." : `Nothing was sent. ${help}`;
  return { ...failed(error.toJSON(), exitCode), talk: [...error.problems, pointer].join("\n") };
}

function describeCall(error: CallError, { interruptedBy }: Circumstances): Answer {
  const exitCode = exitCodeOf({ code: error.code, outcome: error.outcome, status: error.status, interruptedBy });
  const message = inOurWords(error.message);
  const traced = error.requestId ? `\nRequest id: ${error.requestId}` : "";
  return { ...failed({ ...error.toJSON(), message }, exitCode), talk: message + traced };
}

function describeCredentialsError(error: CredentialsError): Answer {
  const { name, code, message, source, status, errorCode, requestId } = error;
  const exitCode = credentialsExitCode(code);
  const retryable = code === "login-unreachable";
  const document = { name, code, message, outcome: "not-sent", source, status, errorCode, requestId, attempts: 0, retryable };
  const traced = requestId ? `\nRequest id: ${requestId}` : "";
  return { ...failed(document, exitCode), talk: `${message}\nNothing was sent to AOM.${traced}` };
}

/** The client speaks of its options and its caller, the command line of flags and a person. */
function inOurWords(message: string): string {
  return message.replace(/^The call was aborted\./, "Interrupted.").replace(/ s \((?:timeout|deadline)\)/, " s (--timeout)");
}

function describeInternal(error: unknown, { started }: Circumstances): Answer {
  const outcome = started ? "unknown" : "not-sent";
  const exitCode = exitCodeOf({ code: "internal", outcome });
  const became = started
    ? "The operation may have been applied: look at the state of the execution before trying again."
    : "Nothing was sent.";
  const message = `Internal error: ${error instanceof Error ? error.message : String(error)}. ${became} This is a bug of aom-workflow; please report it with the output of the same command and --debug.`;
  return { ...failed({ name: "InternalError", code: "internal", message, outcome, retryable: false }, exitCode), talk: message };
}

function failed(error: Readonly<Record<string, unknown>>, exitCode: number): Pick<Answer, "exitCode" | "document"> {
  return { exitCode, document: { ok: false, error: { ...error, exitCode } } };
}

function isCredentialsError(error: unknown): error is CredentialsError {
  return error instanceof Error && Symbol.for("@aom-workflow/auth/credentials-error") in error;
}

/** As the guard of the client, which must not be loaded only to tell that a flag is misspelt. */
function isCallError(error: unknown): error is CallError {
  return error instanceof Error && Symbol.for("@aom-workflow/client/error") in error;
}
