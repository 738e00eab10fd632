import type { Effect, RetryPolicy, RetryReason } from "@aom-workflow/types";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Failure } from "../failure/failure.ts";
import { decideRetry, type RetryBudget, type RetryDecision, retryReason } from "./decide-retry.ts";

const proven: RetryReason[] = ["not-sent", "throttled", "gateway-unavailable", "credentials-renewed"];
const doubtful: RetryReason[] = ["connection-lost", "timeout", "server-error"];
const policyOn = (...on: RetryReason[]): RetryPolicy => ({
  maxAttempts: 3,
  initialDelayMs: 500,
  maxDelayMs: 20_000,
  maxRetryAfterMs: 60_000,
  on,
});
const policy = policyOn(...proven, ...doubtful);
const budget: RetryBudget = {
  remainingMs: 100_000,
  random: 0.5,
  credentialsRenewed: false,
  retryUnknownOutcome: false,
  quotaExhausted: false,
};

function refusal(status: number, errorCode: string, retryAfter?: number, outcome: "rejected" | "unknown" = "rejected"): Failure {
  const answer = { errorCode, errorMessage: undefined, requestId: undefined, body: { error_code: errorCode } };
  return { code: "api-error", outcome, status, answer, requestId: undefined, retryAfter };
}

function unread(code: "unexpected-status" | "invalid-response", status: number): Failure {
  return {
    code,
    outcome: "unknown",
    status,
    problem: "",
    contentType: undefined,
    excerpt: "",
    requestId: undefined,
    retryAfter: undefined,
  };
}

const refused: Failure = { code: "connection", outcome: "not-sent", cause: undefined };
const broken: Failure = { code: "connection", outcome: "unknown", cause: undefined };
const late: Failure = { code: "timeout", outcome: "unknown", limit: "timeout", milliseconds: 1 };
const throttled = refusal(429, "APIGW.0308");
const expired = refusal(401, "APIGW.0307");

const decide = (
  attempt: number,
  failure: Failure,
  more: Partial<RetryBudget> = {},
  effect: Effect = "once",
  retry: RetryPolicy | false = policy,
) => decideRetry(attempt, failure, { effect, retry }, { ...budget, ...more });

describe("whether a request is retried depends on its effect", () => {
  const again = (reason: RetryReason): RetryDecision => ({ delayMs: 250, reason });
  const unknown: RetryDecision = { refusal: "outcome-unknown" };
  const hopeless: RetryDecision = { refusal: "not-transient" };

  // What is certain not to have been processed may be sent again whatever it does; all else only if twice is as good as once.
  it.each<[string, Failure, RetryDecision, RetryDecision]>([
    ["no connection", refused, again("not-sent"), again("not-sent")],
    ["throttled", throttled, again("throttled"), again("throttled")],
    ["the gateway could not ask IAM", refusal(503, "APIG.0613"), again("gateway-unavailable"), again("gateway-unavailable")],
    ["the connection broke", broken, unknown, again("connection-lost")],
    ["no answer in time", late, unknown, again("timeout")],
    ["a 500", refusal(500, "AOM.31001405", undefined, "unknown"), unknown, again("server-error")],
    ["a 503 from behind the gateway", refusal(503, "AOM.1", undefined, "unknown"), unknown, again("server-error")],
    ["an undeclared 599", unread("unexpected-status", 599), unknown, again("server-error")],
    ["a 500 that cannot be read", unread("invalid-response", 500), unknown, again("server-error")],
    ["a 502 that is a page of HTML", unread("invalid-response", 502), unknown, again("server-error")],
    ["a success that cannot be read", unread("invalid-response", 200), unknown, hopeless],
    ["a redirect", unread("unexpected-status", 307), unknown, hopeless],
    ["a refusal that will come again", refusal(400, "AOM.31001418"), hopeless, hopeless],
    ["credentials that expired and were not renewed", expired, hopeless, hopeless],
    ["no credentials", { code: "authentication", outcome: "not-sent", cause: undefined }, hopeless, hopeless],
    ["aborted", { code: "aborted", outcome: "unknown", cause: undefined }, { refusal: "aborted" }, { refusal: "aborted" }],
  ])("%s", (_, failure, once, twiceIsFine) => {
    for (const effect of ["once", "Once", "", null, {}] as Effect[]) expect(decide(1, failure, {}, effect)).toEqual(once);
    expect(decideRetry(1, failure, { retry: policy } as never, budget)).toEqual(once);
    expect(decide(1, failure, {}, "idempotent")).toEqual(twiceIsFine);
    expect(decide(1, failure, {}, "none")).toEqual(twiceIsFine);
  });
});

describe("the decision to send again", () => {
  it.each<[string, number, Failure, Partial<RetryBudget>, RetryDecision]>([
    ["the second wait is longer", 2, refused, {}, { delayMs: 500, reason: "not-sent" }],
    ["the server asks for longer", 1, refusal(429, "APIGW.0308", 3), {}, { delayMs: 3000, reason: "throttled" }],
    ["the server asks for shorter", 1, refusal(429, "APIGW.0308", 0), {}, { delayMs: 250, reason: "throttled" }],
    ["the server asks for too long", 1, refusal(429, "APIGW.0308", 61), {}, { refusal: "retry-after-too-long" }],
    ["the server asks for as long as is allowed", 1, refusal(429, "APIGW.0308", 60), {}, { delayMs: 60_000, reason: "throttled" }],
    ["the last attempt", 3, refused, {}, { refusal: "attempts-exhausted" }],
    ["the wait would outlast the deadline", 1, refused, { remainingMs: 250 }, { refusal: "deadline" }],
    [
      "the token was renewed, so there is nothing to wait for",
      1,
      expired,
      { credentialsRenewed: true },
      { delayMs: 0, reason: "credentials-renewed" },
    ],
    [
      "credentials were renewed, but it was not they that failed",
      1,
      refusal(401, "AOM.1"),
      { credentialsRenewed: true },
      { refusal: "not-transient" },
    ],
    ["a refused connection when the quota is used up", 1, refused, { quotaExhausted: true }, { refusal: "quota-exhausted" }],
    ["a timeout with the risk accepted", 1, late, { retryUnknownOutcome: true }, { delayMs: 250, reason: "timeout" }],
    [
      "an unreadable success with the risk accepted",
      1,
      unread("invalid-response", 200),
      { retryUnknownOutcome: true },
      { delayMs: 250, reason: "accepted-risk" },
    ],
    ["a refusal with the risk accepted", 1, refusal(400, "AOM.31001418"), { retryUnknownOutcome: true }, { refusal: "not-transient" }],
    [
      "aborted with the risk accepted",
      1,
      { code: "aborted", outcome: "unknown", cause: undefined },
      { retryUnknownOutcome: true },
      { refusal: "aborted" },
    ],
  ])("%s", (_, attempt, failure, more, decision) => {
    expect(decide(attempt, failure, more)).toEqual(decision);
  });

  it("a risk that the caller accepts is named, if the contract does not allow to send again", () => {
    expect(decide(1, late, { retryUnknownOutcome: true }, "once", policyOn(...proven))).toEqual({ delayMs: 250, reason: "accepted-risk" });
  });

  it("never happens without a policy, not even if the caller accepts the risk", () => {
    expect(decide(1, refused, { retryUnknownOutcome: true }, "none", false)).toEqual({ refusal: "disabled" });
  });

  it("obeys the contract: a reason that the policy does not name is refused for every effect", () => {
    expect(decide(1, throttled, {}, "none", policyOn("not-sent"))).toEqual({ refusal: "not-transient" });
    expect(decide(1, broken, {}, "none", policyOn("not-sent"))).toEqual({ refusal: "not-transient" });
  });
});

describe("for any numbers", () => {
  it("with the effect once, nothing that may have been applied is ever sent again, unless the caller accepts the risk", () => {
    const failures = fc.constantFrom(
      broken,
      late,
      refusal(500, "AOM.1", 1, "unknown"),
      refusal(429, "APIG.0308", undefined, "unknown"),
      unread("unexpected-status", 503),
      unread("invalid-response", 200),
    );
    const count = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(failures, count, count, fc.double({ min: 0, max: 1e9, noNaN: true }), (failure, attempt, maxAttempts, remainingMs) => {
        const decision = decide(attempt, failure, { remainingMs, credentialsRenewed: true }, "once", { ...policy, maxAttempts });
        expect(decision).toEqual({ refusal: "outcome-unknown" });
      }),
    );
  });

  it("never waits longer than the policy and the deadline allow, or shorter than the server asks", () => {
    const spread = fc.double({ min: 0, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), spread, fc.integer({ min: 0, max: 100 }), (attempt, random, retryAfter) => {
        const decision = decide(attempt, refusal(429, "APIG.0308", retryAfter), { random }, "once", { ...policy, maxAttempts: 99 });
        if ("delayMs" in decision) {
          expect(decision.delayMs).toBeGreaterThanOrEqual(retryAfter * 1000);
          expect(decision.delayMs).toBeLessThanOrEqual(Math.max(policy.maxDelayMs, retryAfter * 1000));
          expect(decision.delayMs).toBeLessThan(budget.remainingMs);
        } else expect(retryAfter).toBeGreaterThan(60);
      }),
    );
  });
});

describe("errors that last until a setting is changed are not retried", () => {
  const failed = (cause: unknown): Failure => ({ code: "connection", outcome: "not-sent", cause });
  it.each(["CERT_HAS_EXPIRED", "SELF_SIGNED_CERT_IN_CHAIN", "ERR_PROXY_AUTHENTICATION", "ERR_PROXY_URL"])("%s", (code) => {
    expect(retryReason(failed({ code }), false)).toBeUndefined();
    expect(retryReason(failed({ cause: { code } }), false)).toBeUndefined();
  });

  it("but a refused connection is", () => {
    expect(retryReason(failed({ code: "ECONNREFUSED" }), false)).toBe("not-sent");
    expect(retryReason(failed(undefined), false)).toBe("not-sent");
  });
});
