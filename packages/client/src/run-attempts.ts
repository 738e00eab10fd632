import type { OperationId, RetryPolicy, StatusResult } from "@aom-workflow/types";
import { isExpiredToken } from "./advice.ts";
import { attempt } from "./attempt.ts";
import type { Authenticate } from "./authenticate.ts";
import { decideRetry, retryReason } from "./decide-retry.ts";
import { errorOf } from "./error-of.ts";
import type { CallError } from "./errors.ts";
import type { Failure } from "./failure.ts";
import { type Hooks, tell } from "./hooks.ts";
import type { Reading } from "./interpret-answer.ts";
import { type FailureOutcome, outcomeOfCall } from "./outcome.ts";
import { sleep } from "./sleep.ts";
import { limitAttempt } from "./time-limit.ts";

/** What a call is made with, all defaults filled in. */
export interface CallSettings {
  readonly operation: OperationId;
  readonly authenticate: Authenticate;
  readonly fetch: typeof globalThis.fetch;
  readonly retry: RetryPolicy | false;
  readonly timeout: number;
  readonly deadline: number;
  readonly acceptDoubleExecution: boolean;
  readonly signal: AbortSignal | undefined;
  readonly hooks: Hooks;
}

/** How a call ended. */
export type CallEnd =
  | { readonly ok: true; readonly body: StatusResult; readonly requestId: string | undefined; readonly attempts: number }
  | { readonly ok: false; readonly error: CallError };

/** Sends the request, and sends it again as long as the decision allows. The only loop there is; it decides nothing itself. */
export async function runAttempts(request: Request, settings: CallSettings): Promise<CallEnd> {
  const end = performance.now() + settings.deadline;
  const earlier: FailureOutcome[] = [];
  let renewed = false;
  for (let number = 1; ; number++) {
    const reading = await observedAttempt(request, settings, number, end - performance.now());
    if (reading.ok) return { ok: true, body: reading.body, requestId: reading.requestId, attempts: number };
    const { failure } = reading;
    const credentialsRenewed: boolean = !renewed && (await renewIfExpired(failure, settings, end - performance.now()));
    renewed ||= credentialsRenewed;
    const decision = decideRetry(number, failure, settings.retry, {
      remainingMs: end - performance.now(),
      random: Math.random(),
      credentialsRenewed,
      acceptDoubleExecution: settings.acceptDoubleExecution,
    });
    if ("refusal" in decision) return giveUp(failure, earlier, wasSent(failure) ? number : number - 1);
    earlier.push(failure.outcome);
    tell(settings.hooks.onRetry, { ...describe(request, settings, number), ...decision });
    await sleep(decision.delayMs, settings.signal);
    if (settings.signal?.aborted) return giveUp({ code: "aborted", outcome: "not-sent", cause: settings.signal.reason }, earlier, number);
  }
}

async function observedAttempt(request: Request, settings: CallSettings, number: number, remainingMs: number): Promise<Reading> {
  const event = describe(request, settings, number);
  const start = performance.now();
  tell(settings.hooks.onAttemptStart, event);
  const limit = limitAttempt(settings.signal, settings.timeout, remainingMs, settings.deadline);
  try {
    const reading = await attempt(request, { ...settings, limit });
    tell(settings.hooks.onAttemptEnd, { ...event, ...endOf(reading), durationMs: performance.now() - start });
    return reading;
  } finally {
    limit.release();
  }
}

function endOf(reading: Reading) {
  if (reading.ok) return { outcome: "applied", status: 200, requestId: reading.requestId, code: undefined } as const;
  const { failure } = reading;
  const { code, outcome } = failure;
  return {
    code,
    outcome,
    status: "status" in failure ? failure.status : undefined,
    requestId: "requestId" in failure ? failure.requestId : undefined,
  };
}

function describe(request: Request, { operation }: CallSettings, number: number) {
  return { operation, attempt: number, method: request.method, url: request.url };
}

async function renewIfExpired(
  failure: Failure,
  { authenticate, signal, timeout, deadline }: CallSettings,
  remainingMs: number,
): Promise<boolean> {
  if (failure.code !== "api-error" || !isExpiredToken({ status: failure.status, ...failure.answer })) return false;
  const limit = limitAttempt(signal, timeout, remainingMs, deadline);
  try {
    return await limit.race(Promise.resolve(authenticate.renew?.() ?? false));
  } catch {
    return false;
  } finally {
    limit.release();
  }
}

/** A connection that did not come about was tried; a request that never got its credentials was not. */
function wasSent({ code, outcome }: Failure): boolean {
  return outcome !== "not-sent" || code === "connection";
}

function giveUp(failure: Failure, earlier: readonly FailureOutcome[], attempts: number): CallEnd {
  const outcome = outcomeOfCall([...earlier, failure.outcome]);
  const retryable = outcome !== "unknown" && retryReason(failure, false) !== undefined;
  return { ok: false, error: errorOf(failure, { outcome, attempts, retryable }) };
}
