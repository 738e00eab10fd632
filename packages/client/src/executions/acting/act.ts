import {
  AbortedError,
  type CallError,
  type CallOptions,
  type FailedWith,
  InvalidInputError,
  isCallError,
  type Success,
} from "@aom-workflow/http";
import { type CallerSignal, consequences, failedWith, listenToSignal, monotonicMs } from "@aom-workflow/http/internal";
import type { OperateErrors, StatusResult } from "@aom-workflow/types";
import type { Failed } from "../../call/errors.ts";
import { StateError } from "../../call/state-error.ts";
import type { ExecutionIds, Reader } from "../reader.ts";
import { type ExecutionState, readExecution } from "../reading/execution-state.ts";
import { readState } from "../reading/read-state.ts";
import { type Intended, refusalOf } from "../rules/allows.ts";
import { hasSameRuns } from "../rules/traces.ts";
import { noteUnresolved } from "./unresolved.ts";
import { checkWait, type Waited, type WaitOptions, waitUntilSeen } from "./wait.ts";

/** The options of an action on an execution. */
export interface ActOptions extends CallOptions {
  /**
   * Reads the state first, and does not send an action that it does not allow: the call then ends with a `StateError`. With the state that
   * the action was chosen by, nor if the node has had another run since. Costs one request. Default: false.
   */
  readonly check?: boolean | ExecutionState | undefined;
  /**
   * Reads the execution before and after the action, until the action has taken effect; `waited` of the result says which. Nothing that
   * happens while it waits changes the outcome of the action, and `deadline` does not limit it. Default: false.
   */
  readonly wait?: boolean | WaitOptions | undefined;
}

/** An action that was applied. */
export interface Acted<Output = StatusResult> extends Success<Output> {
  /** The state before it, if it was read. */
  readonly before?: ExecutionState | undefined;
  /** How the wait ended, if the caller wanted one. */
  readonly waited?: Waited | undefined;
}

/** How an action ended. */
export type ActResult<Output = StatusResult, Errors = OperateErrors> = Acted<Output> | Failed<Errors>;

/** An action, and how it is sent. */
export interface Action extends Intended, ExecutionIds {
  readonly send: (options: CallOptions) => Promise<Success<StatusResult> | Failed<OperateErrors>>;
}

/** The caller's signal ended the read, so that the action was not sent. */
function abortedBefore({ summary, cause }: AbortedError): AbortedError {
  return new AbortedError({ summary, consequence: consequences["not-sent"] }, { outcome: "not-sent", attempts: 0, retryable: true, cause });
}

/** The state was read first, and the action was not sent. */
function unsent(reason: string | CallError): FailedWith<undefined, StateError> {
  const error = new StateError(reason);
  return { ok: false, status: undefined, outcome: error.outcome, error };
}

/** Sends an action, with a read before or after it if requested. Never throws. */
export async function act(reader: Reader, action: Action, options: ActOptions): Promise<ActResult> {
  const { check = false, wait, signal, ...rest } = options;
  let waitOptions: WaitOptions | undefined;
  let caller: CallerSignal | undefined;
  try {
    if (typeof check !== "boolean" && !Array.isArray(check?.nodes))
      throw new InvalidInputError("check", "must be true, false or a reading");
    waitOptions = checkWait(wait);
    caller = listenToSignal(signal);
  } catch (error) {
    return failedWith(isCallError(error) ? error : new InvalidInputError("options", "could not be read"));
  }
  try {
    const call = { ...rest, signal, startedAt: rest.startedAt ?? monotonicMs() };
    return await acted(reader, action, { check, wait: waitOptions, caller, call });
  } finally {
    caller?.release();
  }
}

interface Checked {
  readonly check: boolean | ExecutionState;
  readonly wait: WaitOptions | undefined;
  readonly caller: CallerSignal | undefined;
  readonly call: CallOptions;
}

async function acted(reader: Reader, action: Action, { check, wait, caller, call }: Checked): Promise<ActResult> {
  let before: ExecutionState | undefined;
  if (check || wait) {
    const read = await readState(reader, action, { ...call, retryUnknownOutcome: undefined });
    if (read.ok) before = read.state;
    else if (read.error.outcome === "not-sent") return failedWith(read.error);
    else if (read.error.code === "aborted") return failedWith(abortedBefore(read.error));
    else if (check) return unsent(read.error);
    const refusal = check && before && (refusalOf(action, before) ?? changeSince(check, action, before));
    if (refusal) return unsent(refusal);
  }
  const sentAt = monotonicMs();
  const result = await action.send(call);
  if (!result.ok) {
    noteUnresolved(result.error, { ...action, before });
    return result;
  }
  if (before) Object.assign(result, { before });
  const since = before ?? unreadUntil(result.headers.date, monotonicMs() - sentAt);
  if (wait) Object.assign(result, { waited: await waitUntilSeen(reader, action, since, { ...wait, signal: call.signal }, caller) });
  return result;
}

/** Says that the node has another run than in the state that the action was chosen by. */
function changeSince(chosenBy: true | ExecutionState, { nodeId }: Intended, now: ExecutionState): string | undefined {
  if (chosenBy === true || nodeId === undefined || hasSameRuns(nodeId, chosenBy, now)) return undefined;
  return `The node ${nodeId} has run again since it was shown.`;
}

/** Stands for a state that was not read: only its time is known, by the service's clock. */
function unreadUntil(date: string | undefined, tookMs: number): ExecutionState | undefined {
  const unread = readExecution(undefined, date);
  return unread.readAt && { ...unread, readAt: new Date(unread.readAt.getTime() - tookMs) };
}
