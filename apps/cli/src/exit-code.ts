/** Exit codes with their meaning, as help lists them. */
export const exitCodes = {
  0: "applied (or the dry run was printed)",
  1: "internal error, a bug of aom-workflow; or the output could not be written",
  2: "bad usage or input, or not confirmed; nothing was sent",
  3: "not sent: no connection",
  4: "no credentials, or refused for authentication or permission; nothing was done",
  5: "rejected by the service; nothing was done",
  6: "outcome unknown: may have been applied; look before you try again",
  130: "interrupted by Ctrl-C; the message says what is known (143: SIGTERM)",
} as const;

/** What of an error decides the exit code. */
export interface Ended {
  readonly code: string;
  readonly outcome: "not-sent" | "rejected" | "unknown";
  readonly status?: number | undefined;
  /** Name of the signal that ended the call. */
  readonly interruptedBy?: string | undefined;
}

/** The exit code of a failure. An interruption wins over everything, an unknown outcome over the rest. */
export function exitCodeOf({ code, outcome, status, interruptedBy }: Ended): number {
  if (code === "aborted") return interruptedBy === "SIGTERM" ? 143 : 130;
  if (outcome === "unknown") return 6;
  if (code === "invalid-input" || code === "declined") return 2;
  if (code === "internal") return 1;
  if (code === "authentication" || status === 401 || status === 403) return 4;
  return outcome === "rejected" ? 5 : 3;
}

/** The exit code of a failure to get credentials: IAM cannot be reached, an option is wrong, or the credentials are. */
export function credentialsExitCode(code: string): number {
  if (code === "login-unreachable") return 3;
  return code === "invalid-option" || code === "insecure-endpoint" ? 2 : 4;
}
