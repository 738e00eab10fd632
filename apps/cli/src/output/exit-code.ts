/** What of an error decides the exit code. */
export interface Ended {
  readonly code: string;
  readonly outcome: "not-sent" | "rejected" | "unknown";
  readonly status?: number | undefined;
  /** Does the operation change nothing? Then no outcome is in doubt. */
  readonly onlyReads?: boolean | undefined;
  /** Name of the signal that ended the call. */
  readonly interruptedBy?: string | undefined;
}

/** Exit code of what a signal ended, 128 and its number; each of them ends the call and is answered as Ctrl-C is. */
export const signalExitCodes = { SIGHUP: 129, SIGINT: 130, SIGQUIT: 131, SIGTERM: 143 } as const;

/** Exit code of what was done, but could not be told on stdout. */
export const unwrittenExitCode = 7;

/** Exit code of what was applied, but whose effect was not seen before the wait ended. */
export const waitEndedExitCode = 8;

/** Exit code of what was applied, after which the execution stopped again or ended without success. */
export const stoppedAgainExitCode = 9;

/** The exit code of a failure. An interruption wins over everything, an unknown outcome over the rest. */
export function exitCodeOf({ code, outcome, status, interruptedBy, onlyReads = false }: Ended): number {
  if (code === "aborted") return signalExitCodes[interruptedBy as keyof typeof signalExitCodes] ?? signalExitCodes.SIGINT;
  if (outcome === "unknown" && !onlyReads) return 6;
  if (code === "invalid-input" || code === "declined") return 2;
  if (code === "internal") return 1;
  if (code === "authentication" || status === 401 || status === 403) return 4;
  if (code === "state-refused" || (code === "state-unread" && status !== undefined)) return 5;
  return outcome === "rejected" ? 5 : 3;
}

/** The exit code of a failure to get credentials: IAM cannot be reached, an option is wrong, or the credentials are. */
export function credentialsExitCode(code: string): number {
  if (code === "login-unreachable") return 3;
  return code === "invalid-option" ? 2 : 4;
}
