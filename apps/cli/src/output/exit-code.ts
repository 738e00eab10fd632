/** What of an error decides the exit code. */
export interface Ended {
  readonly code: string;
  readonly outcome: "not-sent" | "rejected" | "unknown";
  readonly status?: number | undefined;
  /** May the same succeed later, without any change? */
  readonly retryable?: boolean | undefined;
  /** Does the operation change nothing? Then no outcome is in doubt. */
  readonly onlyReads?: boolean | undefined;
  /** Name of the signal that ended the call. */
  readonly interruptedBy?: string | undefined;
}

/** What a shell shows for a command that died by a signal: 128 and its number. */
export const signalExitCodes = { SIGHUP: 129, SIGINT: 130, SIGQUIT: 131, SIGTERM: 143 } as const;

/** Exit code for what was done but could not be written to stdout. */
export const unwrittenExitCode = 7;

/** Exit code of a wait or a watch that ended before anything was seen. */
export const waitEndedExitCode = 8;

/** Exit code of a wait or a watch whose execution stopped, or ended without success. */
export const stoppedExitCode = 9;

/** Exit code of a list that may lack something. */
export const incompleteExitCode = 11;

const laterExitCode = 10;

/** The exit code of a failure. An interruption wins over everything, an unknown outcome over the rest. */
export function exitCodeOf({ code, outcome, status, retryable, interruptedBy, onlyReads = false }: Ended): number {
  if (code === "aborted") return interruptedExitCode(interruptedBy);
  if (outcome === "unknown" && !onlyReads) return 6;
  if (code === "invalid-input" || code === "declined" || code === "in-doubt") return 2;
  if (code === "internal") return 1;
  if (code === "authentication" || status === 401 || status === 403) return 4;
  if (isLater({ status, retryable })) return laterExitCode;
  if (code === "state-refused" || (code === "state-unread" && status !== undefined)) return 5;
  return outcome === "rejected" ? 5 : 3;
}

/** The exit code of what a signal of this name ended. */
export function interruptedExitCode(signal: string | undefined): number {
  return signalExitCodes[signal as keyof typeof signalExitCodes] ?? signalExitCodes.SIGINT;
}

/** The exit code of a failure to get credentials: IAM cannot be reached, or not now, an option is wrong, or the credentials are. */
export function credentialsExitCode({ code, status, retryable }: Pick<Ended, "code" | "status" | "retryable">): number {
  if (code === "login-unreachable") return 3;
  if (isLater({ status, retryable })) return laterExitCode;
  return code === "invalid-option" ? 2 : 4;
}

/** Was there an answer that says no more than "not now"? */
function isLater({ status, retryable }: Pick<Ended, "status" | "retryable">): boolean {
  return status === 429 || (status !== undefined && retryable === true);
}
