import type { Retry, RetryRefusal } from "@aom-workflow/client";

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
export function describeRetry({ attempt, reason, delayMs }: Pick<Retry, "attempt" | "reason" | "delayMs">): string {
  return `Attempt ${attempt}: ${reasons[reason]}. Trying again in ${(delayMs / 1000).toFixed(1)} s.`;
}

/** Says how often another attempt was made, and why: `129 retries: too many requests`. */
export function describeRetries(made: readonly Retry["reason"][]): string {
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

/** Says why no other attempt is made. */
export function describeRefusal(refusal: RetryRefusal): string {
  return `* not sent again: ${refusal} (${refusals[refusal]})`;
}
