import { consequences } from "@aom-workflow/client/internal";
import { exitCodeOf } from "./exit-code.ts";
import type { Report } from "./report.ts";
import { oneLine } from "./text/printable.ts";
import { isUsageError, type UsageError } from "./usage-error.ts";

/** What is known beyond the error itself. */
export interface Circumstances {
  /** Name of the command, for the pointer to its help. */
  readonly command?: string | undefined;
  /** Had a request been started? Then an internal error leaves the outcome unknown. */
  readonly started: boolean;
  /** Does what was called change nothing, whatever becomes of it? */
  readonly onlyReads?: boolean | undefined;
  /** And can the whole command change nothing? Then nobody asks whether something was sent. */
  readonly isReading?: boolean | undefined;
  /** The limit that was given for all that the command does, in milliseconds. */
  readonly timeoutMs?: number | undefined;
  /** The file that `--ca-file`, or what stands in for it, names. */
  readonly authority?: string | undefined;
  /** Name of the signal that interrupted. */
  readonly interruptedBy?: string | undefined;
}

/** The answer to a failure of the command line itself: wrong usage, or a bug. */
export function describeFailure(error: unknown, circumstances: Circumstances): Report {
  return isUsageError(error) ? describeUsage(error, circumstances) : describeInternal(error, circumstances);
}

/** Exit code and document of a failure. */
export function failed(error: Readonly<Record<string, unknown>>, exitCode: number): Pick<Report, "exitCode" | "document"> {
  return { exitCode, document: { ok: false, error: { ...error, exitCode } } };
}

function describeUsage(error: UsageError, { command, interruptedBy, isReading }: Circumstances): Report {
  const { code, outcome, problems, remedy, message } = error;
  // Any of them may quote what was given.
  const lines = remedy === undefined ? problems.map(oneLine).join("\n") : oneLine(message);
  const unsent = !isReading && consequences["not-sent"];
  const help = `See: aom-workflow ${command ? `${command} ` : ""}--help`;
  const isMistake = code === "invalid-input" || code === "authentication";
  const end = isMistake ? sentences(unsent, help) : sentences(unsent);
  const talk = isMistake || code === "in-doubt" ? `${lines}\n${end}` : sentences(oneLine(message), unsent);
  return { ...failed(error.toJSON(), exitCodeOf({ code, outcome, interruptedBy })), talk };
}

/** Those that there are. */
export function sentences(...texts: readonly (string | false | undefined)[]): string {
  return texts.filter(Boolean).join(" ");
}

function describeInternal(error: unknown, { started, onlyReads = false }: Circumstances): Report {
  const outcome = started && !onlyReads ? "unknown" : "not-sent";
  const exitCode = exitCodeOf({ code: "internal", outcome });
  const became = sentences(consequences[outcome], outcome === "unknown" && "Check whether it was applied before you try again.");
  const message = `Internal error: ${error instanceof Error ? error.message : String(error)}. ${became} This is a bug in aom-workflow; please report it with the output of the same command with --debug.`;
  return { ...failed({ name: "InternalError", code: "internal", message, outcome, retryable: false }, exitCode), talk: oneLine(message) };
}
