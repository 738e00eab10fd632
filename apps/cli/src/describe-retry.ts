import type { Retry } from "@aom-workflow/client";

const reasons: Readonly<Record<Retry["reason"], string>> = {
  "not-sent": "no connection",
  throttled: "too many calls",
  "gateway-unavailable": "the gateway was unavailable",
  "credentials-renewed": "the token had run out",
  "accepted-risk": "no certain outcome",
};

/** Says why another attempt is made, and when. */
export function describeRetry({ attempt, reason, delayMs }: Pick<Retry, "attempt" | "reason" | "delayMs">): string {
  return `Attempt ${attempt}: ${reasons[reason]}. Trying again in ${(delayMs / 1000).toFixed(1)} s.`;
}
