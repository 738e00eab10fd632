import { operations } from "@aom-workflow/types";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideRetry, type RetryBudget } from "./decide-retry.ts";
import type { Failure } from "./failure.ts";

const policy = operations.StartPausingWorkflowExecutions.retry;
const budget: RetryBudget = { remainingMs: 100_000, random: 0.5, credentialsRenewed: false, acceptDoubleExecution: false };

const answer = (errorCode: string, errorMessage?: string) => ({
  errorCode,
  errorMessage,
  requestId: undefined,
  body: { error_code: errorCode },
});
const apiError = (
  status: 400 | 401 | 429 | 500 | 503,
  errorCode: string,
  more: { retryAfter?: number; outcome?: "rejected" | "unknown" } = {},
): Failure => ({
  code: "api-error",
  outcome: more.outcome ?? "rejected",
  status,
  answer: answer(errorCode),
  requestId: undefined,
  retryAfter: more.retryAfter,
});

const refused: Failure = { code: "connection", outcome: "not-sent", cause: undefined };
const broken: Failure = { code: "connection", outcome: "unknown", cause: undefined };
const late: Failure = { code: "timeout", outcome: "unknown", limit: "timeout", milliseconds: 1 };
const throttled = apiError(429, "APIGW.0308");
const expired = apiError(401, "APIGW.0307");

describe("the decision to send again", () => {
  it.each<[string, number, Failure, Partial<RetryBudget>, object]>([
    ["nothing was sent", 1, refused, {}, { delayMs: 250, reason: "not-sent" }],
    ["the second wait is longer", 2, refused, {}, { delayMs: 500, reason: "not-sent" }],
    ["throttled", 1, throttled, {}, { delayMs: 250, reason: "throttled" }],
    ["the server asks for longer", 1, apiError(429, "APIGW.0308", { retryAfter: 3 }), {}, { delayMs: 3000, reason: "throttled" }],
    ["the server asks for shorter", 1, apiError(429, "APIGW.0308", { retryAfter: 0 }), {}, { delayMs: 250, reason: "throttled" }],
    ["the gateway could not ask IAM", 1, apiError(503, "APIG.0613"), {}, { delayMs: 250, reason: "gateway-unavailable" }],
    ["the token was renewed", 1, expired, { credentialsRenewed: true }, { delayMs: 0, reason: "credentials-renewed" }],
    ["the token was not renewed", 1, expired, {}, { refusal: "not-transient" }],
    ["the last attempt", 3, refused, {}, { refusal: "attempts-exhausted" }],
    ["the wait would outlast the deadline", 1, refused, { remainingMs: 250 }, { refusal: "deadline" }],
    ["the server asks for too long", 1, apiError(429, "APIGW.0308", { retryAfter: 61 }), {}, { refusal: "retry-after-too-long" }],
    ["the connection broke", 1, broken, {}, { refusal: "outcome-unknown" }],
    ["a time-out", 1, late, {}, { refusal: "outcome-unknown" }],
    ["a 500", 1, apiError(500, "AOM.31001405", { outcome: "unknown" }), {}, { refusal: "outcome-unknown" }],
    ["a 503 from behind the gateway", 1, apiError(503, "AOM.1", { outcome: "unknown" }), {}, { refusal: "outcome-unknown" }],
    ["a refusal that will come again", 1, apiError(400, "AOM.31001418"), {}, { refusal: "not-transient" }],
    ["no credentials", 1, { code: "authentication", outcome: "not-sent", cause: undefined }, {}, { refusal: "not-transient" }],
    ["aborted", 1, { code: "aborted", outcome: "not-sent", cause: undefined }, {}, { refusal: "aborted" }],
    [
      "aborted, whatever risk is accepted",
      1,
      { code: "aborted", outcome: "unknown", cause: undefined },
      { acceptDoubleExecution: true },
      { refusal: "aborted" },
    ],
    ["a time-out with the risk accepted", 1, late, { acceptDoubleExecution: true }, { delayMs: 250, reason: "accepted-risk" }],
    ["a refusal with the risk accepted", 1, apiError(400, "AOM.31001418"), { acceptDoubleExecution: true }, { refusal: "not-transient" }],
  ])("%s", (_, attempt, failure, more, decision) => {
    expect(decideRetry(attempt, failure, policy, { ...budget, ...more })).toEqual(decision);
  });

  it("never sends again without a policy", () => {
    expect(decideRetry(1, refused, false, budget)).toEqual({ refusal: "disabled" });
  });

  it("obeys the contract: a reason that the policy does not name is refused", () => {
    expect(decideRetry(1, throttled, { ...policy, on: ["not-sent"] }, budget)).toEqual({ refusal: "not-transient" });
  });

  it("never sends again what may have been applied, whatever the policy and the budget, unless the risk is accepted", () => {
    const failures = fc.constantFrom(
      broken,
      late,
      apiError(500, "AOM.1", { outcome: "unknown", retryAfter: 1 }),
      apiError(429, "APIG.0308", { outcome: "unknown" }),
    );
    fc.assert(
      fc.property(
        failures,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.double({ min: 0, max: 1e9, noNaN: true }),
        (failure, attempt, maxAttempts, remainingMs) => {
          const decision = decideRetry(attempt, failure, { ...policy, maxAttempts }, { ...budget, remainingMs, credentialsRenewed: true });
          expect(decision).toEqual({ refusal: "outcome-unknown" });
        },
      ),
    );
  });

  it("waits no longer than the policy and the deadline allow", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.integer({ min: 0, max: 100 }),
        (attempt, random, retryAfter) => {
          const decision = decideRetry(
            attempt,
            apiError(429, "APIG.0308", { retryAfter }),
            { ...policy, maxAttempts: 99 },
            { ...budget, random },
          );
          if ("delayMs" in decision) {
            expect(decision.delayMs).toBeGreaterThanOrEqual(retryAfter * 1000);
            expect(decision.delayMs).toBeLessThanOrEqual(Math.max(policy.maxDelayMs, retryAfter * 1000));
            expect(decision.delayMs).toBeLessThan(budget.remainingMs);
          } else expect(retryAfter).toBeGreaterThan(60);
        },
      ),
    );
  });
});
