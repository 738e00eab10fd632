import { CallError } from "@aom-workflow/http";
import { consequences } from "@aom-workflow/http/internal";

/**
 * The state was read before an operation that depends on it, and the operation was not sent: because the state does not allow it
 * (`state-refused`), or because it could not be read (`state-unread`, with the read's error as the `cause`).
 */
export class StateError extends CallError {
  declare readonly code: "state-refused" | "state-unread";
  declare readonly outcome: "not-sent";

  /** @param reason a sentence, or the error of the read */
  constructor(reason: string | CallError) {
    const isRefused = typeof reason === "string";
    const summary = isRefused ? reason : `The state could not be read first. ${reason.summary}`;
    const cause = isRefused ? undefined : reason;
    const text = { summary, consequence: consequences["not-sent"], hint: cause?.hint };
    super(text, { attempts: 0, retryable: false, ...restOf(cause), outcome: "not-sent", cause });
    this.code = isRefused ? "state-refused" : "state-unread";
  }

  override get name(): string {
    return "StateError";
  }
}

/** The details of the failed read. */
function restOf(cause: CallError | undefined) {
  if (cause === undefined) return {};
  const { retryable, status, errorCode, errorMessage, requestId, retryAfter } = cause;
  return { retryable, status, errorCode, errorMessage, requestId, retryAfter };
}
