import type { Operation, RetryPolicy, RetryReason } from "@aom-workflow/types";
import type { RetryRefusal } from "../failure/call-error.ts";
import type { Failure } from "../failure/failure.ts";
import { isRepeatable } from "../failure/outcome.ts";
import { isExpiredToken, isGatewayUnavailable } from "../response/gateway.ts";
import { isLasting } from "../transport/lasting.ts";

/** The attempts and time that a call has left. */
export interface RetryBudget {
  /** Until the deadline of the call, in milliseconds. */
  readonly remainingMs: number;
  /** A number from 0 up to 1, which spreads the delays. */
  readonly random: number;
  /** Whether the credentials were renewed after the failure. */
  readonly credentialsRenewed: boolean;
  /** Whether the quota of retries that the calls of a client share is used up. */
  readonly quotaExhausted: boolean;
  /** Whether the caller accepts that an operation of unknown outcome is sent again, and so may be carried out more than once. */
  readonly retryUnknownOutcome: boolean;
}

export type RetryDecision =
  | { readonly delayMs: number; readonly reason: RetryReason | "accepted-risk" }
  | { readonly refusal: RetryRefusal };

/** Decides whether a request is sent again after attempt number `attempt` (from 1) failed, and when. */
export function decideRetry(
  attempt: number,
  failure: Failure,
  { effect, retry: policy }: Pick<Operation, "effect" | "retry">,
  budget: RetryBudget,
): RetryDecision {
  if (policy === false) return { refusal: "disabled" };
  if (failure.code === "aborted") return { refusal: "aborted" };
  const reason = retryReason(failure, budget.credentialsRenewed);
  // Stryker disable next-line ConditionalExpression: no policy lists undefined.
  const allowed = reason !== undefined && policy.on.includes(reason);
  const riskAccepted = failure.outcome === "unknown" && budget.retryUnknownOutcome;
  if (failure.outcome === "unknown" && !isRepeatable(effect) && !riskAccepted) return { refusal: "outcome-unknown" };
  if (!allowed && !riskAccepted) return { refusal: "not-transient" };
  if (attempt >= policy.maxAttempts) return { refusal: "attempts-exhausted" };
  if (budget.quotaExhausted) return { refusal: "quota-exhausted" };
  const askedMs = "retryAfter" in failure ? (failure.retryAfter ?? 0) * 1000 : 0;
  if (askedMs > policy.maxRetryAfterMs) return { refusal: "retry-after-too-long" };
  // New credentials can be tried at once.
  const delayMs = reason === "credentials-renewed" ? 0 : Math.max(backoff(attempt, policy, budget.random), askedMs);
  if (delayMs >= budget.remainingMs) return { refusal: "deadline" };
  return { delayMs, reason: allowed ? reason : "accepted-risk" };
}

/** The class of failure that a policy may name. */
export function retryReason(failure: Failure, credentialsRenewed: boolean): RetryReason | undefined {
  switch (failure.code) {
    case "connection":
      if (failure.outcome !== "not-sent") return "connection-lost";
      return isLasting(failure.cause) ? undefined : "not-sent";
    case "timeout":
      return "timeout";
    case "unexpected-status":
    case "invalid-response":
      return failure.status >= 500 ? "server-error" : undefined;
    case "api-error":
      return reasonOfAnswer(failure, credentialsRenewed);
    // Stryker disable next-line ConditionalExpression: returning nothing gives undefined too.
    default:
      return undefined;
  }
}

function reasonOfAnswer({ status, answer }: Failure & { code: "api-error" }, credentialsRenewed: boolean): RetryReason | undefined {
  if (status === 429) return "throttled";
  if (isGatewayUnavailable(status, answer.errorCode)) return "gateway-unavailable";
  if (status >= 500) return "server-error";
  return credentialsRenewed && isExpiredToken(status, answer.errorCode, answer.errorMessage) ? "credentials-renewed" : undefined;
}

/** Exponential with full jitter, in milliseconds. */
function backoff(attempt: number, { initialDelayMs, maxDelayMs }: RetryPolicy, random: number): number {
  return Math.round(Math.min(maxDelayMs, initialDelayMs * 2 ** (attempt - 1)) * random);
}
