import type { RetryPolicy, RetryReason } from "@aom-workflow/types";
import { isExpiredToken } from "./advice.ts";
import type { Failure } from "./failure.ts";
import { isGatewayUnavailable } from "./interpret-answer.ts";

/** What a call still has to spend. */
export interface RetryBudget {
  /** Until the deadline of the call, in milliseconds. */
  readonly remainingMs: number;
  /** A number from 0 up to 1, which spreads the delays. */
  readonly random: number;
  /** Whether the credentials were renewed after the failure. */
  readonly credentialsRenewed: boolean;
  /** Whether the caller accepts that the operation may be carried out more than once. */
  readonly acceptDoubleExecution: boolean;
}

/** Why a request is not sent again. */
export type RetryRefusal =
  /** The caller switched retries off, or the contract has no policy. */
  | "disabled"
  /** The caller ended the call. */
  | "aborted"
  /** The operation may have been applied; sending it again could apply it twice. */
  | "outcome-unknown"
  /** The server would say the same again. */
  | "not-transient"
  | "attempts-exhausted"
  /** The server asks for a longer wait than the policy allows. */
  | "retry-after-too-long"
  /** The wait would outlast the deadline of the call. */
  | "deadline";

export type RetryDecision =
  | { readonly delayMs: number; readonly reason: RetryReason | "accepted-risk" }
  | { readonly refusal: RetryRefusal };

/** Decides whether a request is sent again after attempt number `attempt` (from 1) failed, and when. */
export function decideRetry(attempt: number, failure: Failure, policy: RetryPolicy | false, budget: RetryBudget): RetryDecision {
  if (policy === false) return { refusal: "disabled" };
  if (failure.code === "aborted") return { refusal: "aborted" };
  const reason = retryReason(failure, budget.credentialsRenewed);
  if (failure.outcome === "unknown" && !budget.acceptDoubleExecution) return { refusal: "outcome-unknown" };
  if (failure.outcome !== "unknown" && (reason === undefined || !policy.on.includes(reason))) return { refusal: "not-transient" };
  if (attempt >= policy.maxAttempts) return { refusal: "attempts-exhausted" };
  const delayMs = delayOf(attempt, failure, policy, budget.random, reason);
  if (delayMs > policy.maxRetryAfterMs) return { refusal: "retry-after-too-long" };
  if (delayMs >= budget.remainingMs) return { refusal: "deadline" };
  return { delayMs, reason: reason ?? "accepted-risk" };
}

/** The class of failure that the policy may name; each is one after which nothing can have been done. */
export function retryReason(failure: Failure, credentialsRenewed: boolean): RetryReason | undefined {
  if (failure.code === "connection") return failure.outcome === "not-sent" ? "not-sent" : undefined;
  if (failure.code !== "api-error") return undefined;
  const { status, answer } = failure;
  if (status === 429) return "throttled";
  if (isGatewayUnavailable(status, answer.errorCode)) return "gateway-unavailable";
  return credentialsRenewed && isExpiredToken({ status, ...answer }) ? "credentials-renewed" : undefined;
}

/** Exponential with full jitter; what the server asks for can only lengthen it. New credentials can be tried at once. */
function delayOf(attempt: number, failure: Failure, policy: RetryPolicy, random: number, reason: RetryReason | undefined): number {
  if (reason === "credentials-renewed") return 0;
  const ceiling = Math.min(policy.maxDelayMs, policy.initialDelayMs * 2 ** (attempt - 1));
  const asked = "retryAfter" in failure ? (failure.retryAfter ?? 0) * 1000 : 0;
  return Math.max(Math.round(ceiling * random), asked);
}
