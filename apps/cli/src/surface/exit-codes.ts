/** What an exit code stands for. */
export interface ExitCode {
  readonly meaning: string;
  /** What became of an operation that was to be sent. */
  readonly outcomes: readonly ("applied" | "not-sent" | "rejected" | "unknown")[];
  /** What leads to it, with the `error.code` of each; those of a success have none. */
  readonly causes: readonly { readonly what: string; readonly codes: readonly string[] }[];
}

const interrupted: Pick<ExitCode, "outcomes" | "causes"> = {
  outcomes: ["not-sent", "unknown"],
  causes: [{ what: "the signal came before the answer", codes: ["aborted"] }],
};

/** Every exit code; help, manual, README and `capabilities` are made from it or held to it. */
export const exitCodes: Readonly<Record<number, ExitCode>> = {
  0: {
    meaning: "applied (or the dry run was printed)",
    outcomes: ["applied", "not-sent"],
    causes: [
      { what: "the service says that it did it", codes: [] },
      { what: "what was asked for was printed, and there was nothing to send", codes: [] },
    ],
  },
  1: {
    meaning: "internal error, a bug of aom-workflow; nothing was sent",
    outcomes: ["not-sent"],
    causes: [{ what: "a bug, found before anything was sent", codes: ["internal"] }],
  },
  2: {
    meaning: "bad usage or input, or not confirmed; nothing was sent",
    outcomes: ["not-sent"],
    causes: [
      { what: "an option, argument, setting or token file that cannot be used", codes: ["invalid-input"] },
      { what: "an address, project or region of the credentials that cannot be used", codes: ["invalid-option"] },
      { what: "the question was not answered by yes", codes: ["declined"] },
    ],
  },
  3: {
    meaning: "not sent: no connection; or a command that only reads got no answer",
    outcomes: ["not-sent"],
    causes: [
      { what: "no connection to the service: name, network, proxy, certificate", codes: ["connection"] },
      { what: "the time was up before anything was sent", codes: ["timeout"] },
      { what: "no answer from IAM", codes: ["login-unreachable"] },
      { what: "no answer about the state, which was to be read first", codes: ["state-unread"] },
      { what: "no complete answer to a command that only reads", codes: ["timeout"] },
    ],
  },
  4: {
    meaning: "no credentials, or refused for authentication or permission; nothing was done",
    outcomes: ["not-sent", "rejected"],
    causes: [
      { what: "there are no credentials, or the login expired", codes: ["authentication", "no-credentials"] },
      { what: "credentials that cannot be used", codes: ["invalid-credentials", "expired-credentials", "source-failed"] },
      { what: "a file with credentials that cannot be used", codes: ["file-unreadable", "file-invalid", "file-readable-by-others"] },
      { what: "IAM refused, or its answer cannot be used", codes: ["login-refused", "unexpected-response"] },
      { what: "IAM knows no project of the region, or several", codes: ["project-not-found", "project-ambiguous"] },
      { what: "the service refused with status 401 or 403", codes: ["api-error", "unexpected-status", "invalid-response"] },
      { what: "the state, which was to be read first, may not be read", codes: ["state-unread"] },
    ],
  },
  5: {
    meaning: "rejected by the service, or by the state that was read first; nothing was done",
    outcomes: ["rejected", "not-sent"],
    causes: [
      { what: "the state of the execution does not admit the action", codes: ["state-refused"] },
      { what: "the service refused to tell the state, which was to be read first", codes: ["state-unread"] },
      { what: "the service or its gateway refused with another status", codes: ["api-error", "unexpected-status", "invalid-response"] },
    ],
  },
  6: {
    meaning: "outcome unknown: may have been applied; look before you try again",
    outcomes: ["unknown"],
    causes: [
      { what: "the connection broke after something was sent", codes: ["connection"] },
      { what: "no complete answer in time", codes: ["timeout"] },
      { what: "the service failed, or its answer cannot be trusted", codes: ["api-error", "unexpected-status", "invalid-response"] },
      { what: "credentials could not be renewed after an attempt that may have been applied", codes: ["authentication"] },
      { what: "a bug of aom-workflow, found after something was sent", codes: ["internal"] },
    ],
  },
  7: {
    meaning: "done, but the output could not be written; stderr has it",
    outcomes: ["applied", "not-sent"],
    causes: [{ what: "stdout cannot be written, such as on a full disk", codes: [] }],
  },
  8: {
    meaning: "applied, but --wait ended before its effect was seen",
    outcomes: ["applied"],
    causes: [{ what: "the wait ran out, or the state could not be read any more", codes: [] }],
  },
  9: {
    meaning: "applied, but then the execution stopped again or ended without success (--wait)",
    outcomes: ["applied"],
    causes: [{ what: "a node failed again, or somebody stopped the execution", codes: [] }],
  },
  129: { meaning: "interrupted by SIGHUP: the connection to the terminal is gone; as 130", ...interrupted },
  130: { meaning: "interrupted by Ctrl-C (SIGINT): may have been applied; the message says what is known", ...interrupted },
  131: { meaning: "interrupted by SIGQUIT; as 130", ...interrupted },
  143: { meaning: "interrupted by SIGTERM; as 130", ...interrupted },
};
