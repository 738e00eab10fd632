const brand = Symbol.for("aom-workflow/usage-error");

/** What the command line was given cannot be used. Nothing was sent. */
export class UsageError extends Error {
  readonly code: UsageErrorCode;
  readonly outcome = "not-sent";
  /** Each a sentence that says what is wrong and, where it is short, what to do. */
  readonly problems: readonly string[];
  /** What to do, where the problems do not say it. */
  readonly remedy: string | undefined;

  constructor(problems: string | readonly string[], { code = "invalid-input", remedy }: UsageErrorDetails = {}) {
    const list = typeof problems === "string" ? [problems] : problems;
    super([...list, ...(remedy === undefined ? [] : [remedy])].join(" "));
    this.problems = list;
    this.remedy = remedy;
    this.code = code;
  }

  get [brand](): true {
    return true;
  }

  override get name(): string {
    return names[this.code] ?? "UsageError";
  }

  toJSON(): Record<string, unknown> {
    const { name, code, message, outcome, problems, remedy } = this;
    return { name, code, message, outcome, problems, remedy, attempts: 0, retryable: false };
  }
}

/** Is it one, of whichever file of the bundle? */
export function isUsageError(error: unknown): error is UsageError {
  return error instanceof Error && brand in error;
}

interface UsageErrorDetails {
  readonly code?: UsageErrorCode;
  readonly remedy?: string | undefined;
}

const names: Partial<Record<UsageErrorCode, string>> = {
  authentication: "AuthenticationError",
  aborted: "AbortedError",
  timeout: "TimeoutError",
  "in-doubt": "DoubtError",
};

/**
 * `authentication`: nothing is wrong but that there are no credentials. `declined`: a person was asked and did not say yes.
 * `aborted`: interrupted while a person or a pipe was waited for. `timeout`: the time was up before the operation was sent. `in-doubt`: an earlier
 * action for the same stopped run may have been done.
 */
export type UsageErrorCode = "invalid-input" | "authentication" | "declined" | "aborted" | "timeout" | "in-doubt";
