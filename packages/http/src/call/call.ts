import type { Operation, RetryPolicy } from "@aom-workflow/types";
import type { RetryRefusal } from "../failure/call-error.ts";
import { type AnyCallError, InvalidInputError, isCallError } from "../failure/errors.ts";
import type { Failure } from "../failure/failure.ts";
import { type FailureOutcome, isRepeatable, outcomeOfCall } from "../failure/outcome.ts";
import { checkOperation } from "../operation/check-operation.ts";
import type { PlainHeaders } from "../request/plain-request.ts";
import { readOptions } from "../request/read-options.ts";
import { redactorFor } from "../request/redact.ts";
import { isExpiredToken } from "../response/gateway.ts";
import type { Reading } from "../response/read-response.ts";
import { monotonicMs } from "../transport/clock.ts";
import { isNotSentError, NotSentError } from "../transport/not-sent-error.ts";
import { attempt } from "./attempt.ts";
import type { CallerSignal } from "./caller-signal.ts";
import type { Connection } from "./connection.ts";
import { Deadline, type TimeLimits } from "./deadline.ts";
import { decideRetry, retryReason } from "./decide-retry.ts";
import { endOfAttempt, endOfCall, harmless, newCallId, notify, startOf } from "./hooks.ts";
import { type CallOptions, callOptionKinds, listenToSignal, readHeaders, readSecrets, resolveLimits, resolveRetry } from "./options.ts";
import { type Plan, planRequest } from "./plan-request.ts";
import { failedWith, type Result, type Success } from "./result.ts";
import { sleep } from "./sleep.ts";
import { toError } from "./to-error.ts";

/** One call in progress: what it was made with, all defaults filled in. */
interface CallState {
  readonly connection: Connection;
  readonly operation: Operation;
  readonly callId: string;
  readonly caller: CallerSignal | undefined;
  readonly secrets: readonly string[] | undefined;
  readonly headers: PlainHeaders | undefined;
  readonly retryUnknownOutcome: boolean;
  readonly mayBeSent: (() => boolean) | undefined;
  readonly limits: TimeLimits;
  readonly retry: RetryPolicy | false;
  /** When the deadline is reached, by the monotonic clock. */
  readonly end: number;
}

/**
 * Calls an operation: checks the input, authenticates, sends, reads the response, and retries as long as the contract allows.
 * The only loop there is; it decides nothing itself. Nothing that may have been applied is ever retried automatically.
 *
 * @param input values by input name; each is held to the limits of the contract before anything is sent.
 * @returns the success or the failure; it never throws.
 */
export async function call<Input, Output, Errors>(
  connection: Connection,
  operation: Operation<Input, Output, Errors>,
  input: Input,
  options: CallOptions = {},
): Promise<Result<Output, Errors>> {
  const start = monotonicMs();
  const callId = newCallId();
  const result = await ended<Output, Errors>(() => ({ ...begin(connection, operation, options), callId }), input);
  const durationMs = monotonicMs() - start;
  const [hooks, id] = [harmless(() => connection.hooks, {}), harmless(() => operation.id, "")];
  notify(hooks, "onCallEnd", { callId, operation: id, ...endOfCall(result.ok ? result : result.error), durationMs });
  return result;
}

async function ended<Output, Errors>(begun: () => CallState, input: unknown): Promise<Result<Output, Errors>> {
  let state: CallState;
  try {
    state = begun();
  } catch (thrown) {
    // Stryker disable next-line StringLiteral: errors name their own option; a last resort.
    return failedWith(invalid("options", thrown));
  }
  try {
    return await planned(state, input);
  } finally {
    state.caller?.release();
  }
}

/** Reads the options once, so that nothing about them can fail later. */
function begin(connection: Connection, operation: Operation, options: CallOptions): Omit<CallState, "callId"> {
  if (!connection?.limits) throw new InvalidInputError("connection", "must be what createConnection returned");
  checkOperation(operation);
  const read = readOptions(options, callOptionKinds);
  const { retryUnknownOutcome, timeout, deadline, mayBeSent } = read;
  if (mayBeSent !== undefined && typeof mayBeSent !== "function") throw new InvalidInputError("mayBeSent", "must be a function");
  const secrets = readSecrets(read.secrets);
  const headers = readHeaders(read.headers);
  const limits =
    // Stryker disable next-line ConditionalExpression: a shortcut to the same limits.
    timeout === undefined && deadline === undefined ? connection.limits : resolveLimits(connection.limits, { timeout, deadline });
  const retry = resolveRetry(operation.retry, connection.retry, read.retry);
  const now = monotonicMs();
  const { startedAt = now } = read;
  if (!Number.isFinite(startedAt) || startedAt > now) throw new InvalidInputError("startedAt", "must be an earlier performance.now()");
  const end = startedAt + limits.deadline;
  // The last thing that can fail, so that nothing is left listening.
  const caller = listenToSignal(read.signal);
  return {
    connection,
    operation,
    caller,
    secrets,
    headers,
    retryUnknownOutcome: retryUnknownOutcome === true,
    mayBeSent,
    limits,
    retry,
    end,
  };
}

function invalid(name: string, thrown: unknown): AnyCallError {
  return isCallError(thrown) ? thrown : new InvalidInputError(name, "could not be read");
}

async function planned<Output, Errors>(state: CallState, input: unknown): Promise<Result<Output, Errors>> {
  const { connection, operation } = state;
  let plan: Plan | { failure: Failure };
  try {
    plan = await planRequest(connection, operation, input, () => deadlineOf(state), state);
  } catch (thrown) {
    return failedWith(invalid("input", thrown));
  }
  // Stryker disable next-line ArrayDeclaration: the worst attempt counts, and an unknown word counts as little.
  if ("failure" in plan) return giveUp(plan.failure, state, [], 0);
  // Stryker disable next-line ArrayDeclaration: the worst attempt counts, and an unknown word counts as little.
  const earlier: FailureOutcome[] = [];
  try {
    return await attempts(plan, state, earlier);
  } catch (thrown) {
    // The platform lacks what every other has.
    const outcome = isNotSentError(thrown) ? "not-sent" : "unknown";
    const cause = redactorFor({}, state.secrets).cause(isNotSentError(thrown) ? thrown.cause : thrown);
    return giveUp({ code: "connection", outcome, cause }, state, earlier, earlier.length + 1);
  }
}

/** @param earlier to which the outcome of each attempt that is followed by another is added. */
async function attempts<Output, Errors>(plan: Plan, state: CallState, earlier: FailureOutcome[]): Promise<Result<Output, Errors>> {
  const { connection, operation, caller, retryUnknownOutcome, retry, end } = state;
  let renewed = false;
  for (let number = 1; ; number++) {
    const reading = await observedAttempt(plan, state, number);
    if (reading.ok) {
      connection.retryQuota.giveBack();
      return successOf<Output>(reading, number);
    }
    const { failure } = reading;
    const credentialsRenewed: boolean = !renewed && (await renewIfExpired(failure, state));
    renewed ||= credentialsRenewed;
    const decision = decideRetry(
      number,
      failure,
      { effect: operation.effect, retry },
      {
        remainingMs: end - monotonicMs(),
        random: Math.random(),
        credentialsRenewed,
        retryUnknownOutcome,
        quotaExhausted: connection.retryQuota.isEmpty,
      },
    );
    if ("refusal" in decision) return giveUp(failure, state, earlier, wasSent(failure) ? number : number - 1, decision.refusal);
    connection.retryQuota.take();
    earlier.push(failure.outcome);
    notify(connection.hooks, "onRetry", { ...startOf(plan, state, number), ...decision });
    await sleep(decision.delayMs, caller);
    if (!caller?.aborted) continue;
    const cause = redactorFor({}, state.secrets).cause(caller.reason);
    // Stryker disable next-line StringLiteral: the worst attempt counts, and an unknown word counts as little.
    return giveUp({ code: "aborted", outcome: "not-sent", cause }, state, earlier, number, "aborted");
  }
}

/** @throws NotSentError if the platform sets no timer, as in the global scope of a worker. */
function deadlineOf({ caller, limits, end }: CallState): Deadline {
  try {
    return new Deadline(caller, limits, end - monotonicMs());
  } catch (cause) {
    throw new NotSentError(cause);
  }
}

async function observedAttempt(plan: Plan, state: CallState, number: number): Promise<Reading> {
  const { connection, operation, secrets, mayBeSent } = state;
  const start = monotonicMs();
  notify(connection.hooks, "onAttemptStart", startOf(plan, state, number));
  const deadline = deadlineOf(state);
  try {
    const { authenticate, transport } = connection;
    const { request, projectId } = plan;
    const reading = await attempt(request, { expected: operation, authenticate, transport, projectId, secrets, deadline, mayBeSent });
    const durationMs = monotonicMs() - start;
    notify(connection.hooks, "onAttemptEnd", { ...startOf(plan, state, number), ...endOfAttempt(reading), durationMs });
    return reading;
  } finally {
    deadline.release();
  }
}

async function renewIfExpired(failure: Failure, state: CallState): Promise<boolean> {
  if (failure.code !== "api-error") return false;
  const { errorCode, errorMessage } = failure.answer;
  if (!isExpiredToken(failure.status, errorCode, errorMessage)) return false;
  const deadline = deadlineOf(state);
  try {
    // Stryker disable next-line OptionalChaining: the catch around it says the same.
    const renewed = state.connection.authenticate?.renew?.({ signal: deadline.signal });
    return (await deadline.race(Promise.resolve(renewed))) === true;
    // Stryker disable next-line BlockStatement: undefined means no as well.
  } catch {
    return false;
  } finally {
    deadline.release();
  }
}

/** A connection that was not established was tried; a request that never got its credentials was not. */
function wasSent({ code, outcome }: Failure): boolean {
  return outcome !== "not-sent" || code === "connection";
}

function successOf<Output>({ status, data, requestId, headers }: Reading & { ok: true }, attempts: number): Success<Output> {
  const success = { ok: true, outcome: "applied", status, data: data as Output, requestId, attempts } as const;
  return Object.defineProperty(success, "headers", { value: headers }) as Success<Output>;
}

function giveUp<Errors>(
  failure: Failure,
  { connection, operation }: CallState,
  earlier: readonly FailureOutcome[],
  attempts: number,
  retryRefusal?: RetryRefusal,
) {
  const outcome = outcomeOfCall([...earlier, failure.outcome]);
  const { effect, permission } = operation;
  const retryable = (outcome !== "unknown" || isRepeatable(effect)) && retryReason(failure, false) !== undefined;
  const { service, hintFor } = connection;
  const error: AnyCallError = toError(failure, { service, effect, permission, outcome, attempts, retryable, retryRefusal, hintFor });
  return failedWith<Errors>(error);
}
