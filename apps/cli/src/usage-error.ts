const brand = Symbol.for("aom-workflow/usage-error");

/** What the command line was given cannot be used. Nothing was sent. */
export class UsageError extends Error {
  readonly code: UsageErrorCode;
  readonly outcome = "not-sent";
  /** Each a sentence that says what is wrong and what to do. */
  readonly problems: readonly string[];

  constructor(problems: string | readonly string[], code: UsageErrorCode = "invalid-input") {
    const list = typeof problems === "string" ? [problems] : problems;
    super(list.join(" "));
    this.problems = list;
    this.code = code;
  }

  get [brand](): true {
    return true;
  }

  override get name(): string {
    return this.code === "authentication" ? "AuthenticationError" : "UsageError";
  }

  toJSON(): Record<string, unknown> {
    const { name, code, message, outcome, problems } = this;
    return { name, code, message, outcome, problems, attempts: 0, retryable: false };
  }
}

/** Is it one, of whichever of the two files of the bundle? */
export function isUsageError(error: unknown): error is UsageError {
  return error instanceof Error && brand in error;
}

/** `authentication`: nothing is wrong but that there are no credentials. `declined`: a person was asked and did not say yes. */
export type UsageErrorCode = "invalid-input" | "authentication" | "declined";
