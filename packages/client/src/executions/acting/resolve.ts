import { type AnyCallError, type CallOptions, InvalidInputError } from "@aom-workflow/http";
import { type CallerSignal, listenToSignal, monotonicMs, type OptionKinds, readOptions, sleep } from "@aom-workflow/http/internal";
import type { Reader } from "../reader.ts";
import type { ExecutionState } from "../reading/execution-state.ts";
import { readState } from "../reading/read-state.ts";
import { statePhrase } from "../reading/state-words.ts";
import type { Intended } from "../rules/allows.ts";
import { showsEffect } from "../rules/effect.ts";
import { looksTheSame } from "../rules/traces.ts";
import { type UnresolvedAction, unresolvedOf } from "./unresolved.ts";
import { isPermanent } from "./wait.ts";

/** How an unknown outcome is resolved. */
export interface ResolveOptions extends Pick<CallOptions, "signal" | "timeout" | "deadline"> {
  /**
   * How long after the failure to keep looking for the effect, in milliseconds, 0 to 600000: the service may act on a request after the
   * connection is lost. Default: 5000.
   */
  readonly settle?: number | undefined;
}

const optionKinds: OptionKinds<ResolveOptions> = {
  settle: { from: 0, to: 600_000, what: "a number of milliseconds" },
  signal: "value",
  timeout: "checked",
  deadline: "checked",
};

/** What later reads show about an action whose outcome was unknown. */
export interface Resolution {
  /**
   * `applied`: its effect is there. `unknown`: its effect was not seen, which proves nothing: the service may still act on the request.
   * No read can show that it was not applied.
   */
  readonly outcome: "applied" | "unknown";
  /** With `applied`: caused by this action or by another, of the same kind, on the same node. Reads do not show which. */
  readonly by: "this-or-another" | undefined;
  /** The evidence, as a sentence. */
  readonly reason: string;
  /** How long after the failure the state still looked as it did before the action, in milliseconds; undefined if it has changed or was not read. */
  readonly unchangedForMs: number | undefined;
  readonly before: ExecutionState | undefined;
  /** The state that was read; undefined if it could not be read. */
  readonly now: ExecutionState | undefined;
  readonly readAt: Date;
  /** Why the state could not be read. */
  readonly error: AnyCallError | undefined;
}

/**
 * Looks for the effect of an action whose outcome is unknown, by reading the execution again. Without the state before (`check` or `wait`),
 * and without a change of this node, it stays unknown. Never sends the action again.
 *
 * @param subject the error of the action, or the action itself
 * @throws InvalidInputError for an error that is not about an action, or one that says the outcome itself
 */
export async function resolve(reader: Reader, subject: unknown, options: ResolveOptions = {}): Promise<Resolution> {
  const { settle = 5000, ...limits } = readOptions(options, optionKinds);
  const failure = checked(subject);
  const caller = listenToSignal(limits.signal);
  try {
    return await resolved(reader, failure, settle, limits, caller);
  } finally {
    caller?.release();
  }
}

async function resolved(
  reader: Reader,
  failure: UnresolvedFailure,
  settle: number,
  { signal, timeout, deadline }: Omit<ResolveOptions, "settle">,
  caller: CallerSignal | undefined,
): Promise<Resolution> {
  const { before } = failure;
  const start = monotonicMs();
  const failedAt = failure.notedAt ?? start;
  const until = Math.min(failedAt + settle, start + (deadline ?? Number.POSITIVE_INFINITY));
  const unknown = { outcome: "unknown", by: undefined, before, error: undefined } as const;
  while (true) {
    const reading = await readState(reader, failure, { signal, timeout, deadline, ...(deadline !== undefined && { startedAt: start }) });
    const readAt = new Date();
    if (!reading.ok) {
      const { error } = reading;
      const reason = `The execution could not be read. ${error.summary}`;
      const wait = until - monotonicMs();
      if (wait <= 0 || caller?.aborted || isPermanent(error))
        return { ...unknown, reason, unchangedForMs: undefined, now: undefined, readAt, error };
      await sleep(Math.min(wait, 1000), caller);
      continue;
    }
    const now = reading.state;
    if (showsEffect(failure, before, now))
      return {
        ...unknown,
        outcome: "applied",
        by: "this-or-another",
        reason: effectOf(failure, now),
        unchangedForMs: undefined,
        now,
        readAt,
      };
    const unchangedForMs = before !== undefined && looksTheSame(before, now) ? Math.round(monotonicMs() - failedAt) : undefined;
    const unresolved = { ...unknown, reason: evidenceIn(failure, now, unchangedForMs), unchangedForMs, now, readAt };
    const wait = until - monotonicMs();
    if (wait <= 0 || before === undefined) return unresolved;
    await sleep(Math.min(wait, 1000), caller);
    if (caller?.aborted) return unresolved;
  }
}

function checked(subject: unknown): UnresolvedFailure {
  const failure = readFailure(subject);
  if (failure === undefined)
    throw new InvalidInputError("error", "must be the error of a method that acts on an execution, or such an action");
  const { outcome } = failure;
  if (outcome !== undefined && outcome !== "unknown") throw new InvalidInputError("error", `says the outcome of the action: ${outcome}`);
  return failure;
}

type UnresolvedFailure = UnresolvedAction & { readonly notedAt?: number; readonly outcome?: unknown };

/** A copy of what the error or the action says, so that nothing about it can change or fail later. */
function readFailure(subject: unknown): UnresolvedFailure | undefined {
  try {
    const { outcome } = { ...(subject as { readonly outcome?: unknown } | undefined) };
    const failure = { ...(unresolvedOf(subject) ?? (subject as UnresolvedAction | undefined)), outcome } as UnresolvedFailure;
    return [failure.action, failure.workflowId, failure.executionId].every((each) => typeof each === "string") ? failure : undefined;
  } catch {
    return undefined;
  }
}

function effectOf({ action, nodeId }: Intended, now: ExecutionState): string {
  const state = `the execution ${statePhrase(now)}`;
  if (action === "restart") return `The node ${nodeId} has a new run; ${state}.`;
  return action === "stop" ? `${state.charAt(0).toUpperCase()}${state.slice(1)}.` : `The node ${nodeId} is passed; ${state}.`;
}

function evidenceIn({ before }: UnresolvedAction, now: ExecutionState, unchangedForMs: number | undefined): string {
  if (before === undefined) return `The execution ${statePhrase(now)}; its state before was not read, so that proves nothing.`;
  if (unchangedForMs === undefined) return `The execution ${statePhrase(now)}; that does not show whether the action was applied.`;
  return `The execution ${statePhrase(now)} and did not change for ${Number((unchangedForMs / 1000).toPrecision(2))} s. The service may still act on the request.`;
}
