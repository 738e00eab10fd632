import type { AttemptEnd, Hooks, Retry, RetryRefusal, Warning } from "@aom-workflow/client";
import type { CommandContext } from "../context.ts";
import type { Progress } from "./progress.ts";

/** Tells the person of attempts and retries. Where there are many calls that only read, retries are counted and told of at the end. */
export function callHooks(
  { starting, tell, trace, warn }: CommandContext,
  progress: Progress,
  { isDebug, isReading, onIncomplete }: { readonly isDebug: boolean; readonly isReading: boolean; readonly onIncomplete: () => void },
): Hooks & { readonly onWarning: (warning: Warning) => void; readonly end: () => void } {
  const counted: Retry["reason"][] = [];
  return {
    onAttemptStart({ attempt }) {
      starting();
      if (!isReading) progress.note(attempt > 1 ? `attempt ${attempt}` : undefined);
    },
    onAttemptEnd(end) {
      if (isDebug) trace(describeAttempt(end));
    },
    onWarning({ code, message }) {
      if (code === "list-incomplete") onIncomplete();
      // That of the region was told before the client was made.
      if (code !== "function-not-open-in-region") warn(message);
    },
    onRetry(retry) {
      if (!isReading) return tell(describeRetry(retry));
      counted.push(retry.reason);
      progress.note(describeRetries(counted));
    },
    end() {
      if (counted.length > 0) tell(`${describeRetries(counted)}.`);
    },
  };
}

/** Says why no other attempt is made. */
export function describeRefusal(refusal: RetryRefusal): string {
  return `* not sent again: ${refusal} (${refusals[refusal]})`;
}

function describeAttempt({ attempt, outcome, durationMs, status, code, requestId }: AttemptEnd): string {
  const facts = [`${Math.round(durationMs)} ms`, status && `status ${status}`, code, requestId && `request id ${requestId}`];
  return `* attempt ${attempt}: ${outcome} (${facts.filter(Boolean).join(", ")})`;
}

const reasons: Readonly<Record<Retry["reason"], string>> = {
  "not-sent": "no connection",
  throttled: "too many requests",
  "gateway-unavailable": "the gateway was unavailable",
  "credentials-renewed": "the token had expired",
  "connection-lost": "the connection broke",
  timeout: "no answer in time",
  "server-error": "the service failed",
  "accepted-risk": "no certain outcome",
};

/** Says why another attempt is made, and when. */
function describeRetry({ attempt, reason, delayMs }: Pick<Retry, "attempt" | "reason" | "delayMs">): string {
  return `Attempt ${attempt}: ${reasons[reason]}. Trying again in ${(delayMs / 1000).toFixed(1)} s.`;
}

/** Says how often another attempt was made, and why: `129 retries: too many requests`. */
function describeRetries(made: readonly Retry["reason"][]): string {
  const count = `${made.length} ${made.length === 1 ? "retry" : "retries"}`;
  return `${count}: ${[...new Set(made)].map((reason) => reasons[reason]).join(", ")}`;
}

const refusals: Readonly<Record<RetryRefusal, string>> = {
  disabled: "the contract does not allow it",
  aborted: "the call was interrupted",
  "outcome-unknown": "the operation may have been applied",
  "not-transient": "the answer would be the same",
  "attempts-exhausted": "this was the last attempt",
  "quota-exhausted": "too many calls have failed lately",
  "retry-after-too-long": "the service asks for a longer wait than the contract allows",
  deadline: "the wait would be longer than --timeout allows",
};
