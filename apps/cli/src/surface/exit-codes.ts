/** What an exit code stands for. */
export interface ExitCode {
  readonly meaning: string;
  /** The outcome of an operation that was to be sent. */
  readonly outcomes: readonly ("applied" | "not-sent" | "rejected" | "unknown")[];
  /** What leads to it, with the `error.code` of each; those of a success have none. */
  readonly causes: readonly { readonly what: string; readonly codes: readonly string[] }[];
}

/** Every exit code, and how a signal ends a command; help, manual, README and `capabilities` are made from it or held to it. */
export const exitCodes: Readonly<Record<string, ExitCode>> = {
  0: {
    meaning: "applied, or nothing needed sending",
    outcomes: ["applied", "not-sent"],
    causes: [
      { what: "the service confirmed it", codes: [] },
      { what: "a command that only reads: the output was printed", codes: [] },
      { what: "show --watch: the execution succeeded", codes: [] },
      { what: "apply: every action of the plan was applied", codes: [] },
    ],
  },
  1: {
    meaning: "internal error (a bug in aom-workflow); nothing was sent",
    outcomes: ["not-sent"],
    causes: [{ what: "a bug, found before anything was sent", codes: ["internal"] }],
  },
  2: {
    meaning: "bad usage or input, or not confirmed; nothing was sent",
    outcomes: ["not-sent"],
    causes: [
      { what: "an unusable option, argument, setting or token file", codes: ["invalid-input"] },
      { what: "credentials with an unusable address, project or region", codes: ["invalid-option"] },
      { what: "the prompt was not confirmed", codes: ["declined"] },
      { what: "an earlier action for the same run of the node is in doubt (see --include-doubt)", codes: ["in-doubt"] },
      { what: "a plan or a journal that cannot be used", codes: ["invalid-input"] },
    ],
  },
  3: {
    meaning: "not sent: no connection; or a command that only reads got no response",
    outcomes: ["not-sent"],
    causes: [
      { what: "no connection to the service: name, network, proxy, certificate", codes: ["connection"] },
      { what: "time ran out before anything was sent", codes: ["timeout"] },
      { what: "no response from IAM", codes: ["login-unreachable"] },
      { what: "no response when the state was read first", codes: ["state-unread"] },
      { what: "no complete response to a command that only reads", codes: ["timeout"] },
    ],
  },
  4: {
    meaning: "no credentials, or refused for authentication or permission; nothing was done",
    outcomes: ["not-sent", "rejected"],
    causes: [
      { what: "no credentials, or the login expired", codes: ["authentication", "no-credentials"] },
      { what: "unusable credentials", codes: ["invalid-credentials", "expired-credentials", "source-failed"] },
      { what: "an unusable credentials file", codes: ["file-unreadable", "file-invalid", "file-readable-by-others"] },
      { what: "IAM refused, or gave an unusable response", codes: ["login-refused", "unexpected-response"] },
      { what: "IAM has no project for the region, or more than one", codes: ["project-not-found", "project-ambiguous"] },
      { what: "the service refused with status 401 or 403", codes: ["api-error", "unexpected-status", "invalid-response"] },
      { what: "no permission to read the state first", codes: ["state-unread"] },
      { what: "apply: refused credentials stopped the plan", codes: [] },
    ],
  },
  5: {
    meaning: "refused by the service or by the state that was read, so a single action was not done; or a check failed",
    outcomes: ["rejected", "not-sent"],
    causes: [
      { what: "the state of the execution does not allow the action", codes: ["state-refused"] },
      { what: "the service refused to give the state", codes: ["state-unread"] },
      { what: "the service or its gateway refused with another status", codes: ["api-error", "unexpected-status", "invalid-response"] },
      { what: "apply: an action was refused, or its execution is no longer as planned; others may be left", codes: [] },
      { what: "journal --verify: a record was changed or lost", codes: [] },
    ],
  },
  6: {
    meaning: "outcome unknown: may have been applied; check before trying again",
    outcomes: ["unknown"],
    causes: [
      { what: "the connection broke after something was sent", codes: ["connection"] },
      { what: "no complete response in time", codes: ["timeout"] },
      { what: "the service failed, or its response cannot be trusted", codes: ["api-error", "unexpected-status", "invalid-response"] },
      { what: "credentials could not be renewed after an attempt that may have been applied", codes: ["authentication"] },
      { what: "a bug in aom-workflow, found after something was sent", codes: ["internal"] },
      { what: "apply, journal: an action is in doubt", codes: [] },
      { what: "apply: the journal can no longer be written", codes: [] },
    ],
  },
  7: {
    meaning: "done, but the output could not be written; stderr has it",
    outcomes: ["applied", "not-sent"],
    causes: [{ what: "stdout cannot be written, such as on a full disk", codes: [] }],
  },
  8: {
    meaning: "gave up waiting or watching; an action before it was applied",
    outcomes: ["applied", "not-sent"],
    causes: [
      { what: "--wait: time ran out, or the state could no longer be read", codes: [] },
      { what: "show --watch: time ran out (--watch-timeout)", codes: [] },
    ],
  },
  9: {
    meaning: "the execution stopped or ended badly, an action before it was applied; or a plan is held",
    outcomes: ["applied", "not-sent"],
    causes: [
      { what: "--wait: a node failed again, or someone stopped the execution", codes: [] },
      { what: "show --watch: the execution failed, paused, was stopped or timed out", codes: [] },
      { what: "apply: the plan is held; nothing more is sent until it is released", codes: ["held"] },
    ],
  },
  10: {
    meaning: "not now; nothing was done, so try again later",
    outcomes: ["rejected", "not-sent"],
    causes: [
      { what: "too many requests (429)", codes: ["api-error", "unexpected-status", "invalid-response"] },
      { what: "the gateway could not reach IAM (503, code 0613)", codes: ["api-error"] },
      { what: "IAM failed or had too many requests (5xx, 429)", codes: ["unexpected-response"] },
      { what: "the service failed when the state was read first", codes: ["state-unread"] },
      { what: "the service failed to answer a command that only reads", codes: ["api-error", "unexpected-status", "invalid-response"] },
      { what: "apply: actions are left; the rest was applied", codes: [] },
    ],
  },
  11: {
    meaning: "the list may be incomplete; what was read is printed",
    outcomes: ["not-sent"],
    causes: [
      { what: "a workflow or an execution could not be read", codes: [] },
      { what: "the service returned fewer items than it counted, or contradicted itself", codes: [] },
    ],
  },
  signal: {
    meaning:
      "ended by a signal: SIGHUP, SIGINT (Ctrl-C), SIGQUIT or SIGTERM (a shell shows 129, 130, 131 or 143); it may have been applied: see the message",
    outcomes: ["not-sent", "applied", "unknown"],
    causes: [{ what: "interrupted", codes: ["aborted"] }],
  },
};
