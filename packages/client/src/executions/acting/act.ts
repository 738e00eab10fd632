import {
  AbortedError,
  type CallOptions,
  consequenceOf,
  type Failed,
  failedWith,
  InvalidInputError,
  StateError,
  type Success,
} from "@aom-workflow/http";
import type { OperateErrors, StatusResult } from "@aom-workflow/types";
import type { ExecutionIds, Reader } from "../reader.ts";
import { type ExecutionState, readExecution } from "../reading/execution-state.ts";
import { type Intended, refusalOf } from "../rules/admits.ts";
import { noteDoubt } from "./doubt.ts";
import { checkWait, type Waited, type WaitOptions, waitFor } from "./wait.ts";

/** What an action on an execution may be made with. */
export interface ActOptions extends CallOptions {
  /**
   * Reads the state first, and does not send an action that it does not admit: the call then ends with a `StateError`. Costs one reading.
   * Default: false.
   */
  readonly check?: boolean | undefined;
  /**
   * Reads the execution before and after the action, until it has shown its effect; `waited` of the result says which. Nothing that
   * happens while it waits changes what became of the action. Default: false.
   */
  readonly wait?: boolean | WaitOptions | undefined;
}

/** An action that was applied. */
export interface Acted extends Success<StatusResult> {
  /** The state before it, where it was read. */
  readonly before?: ExecutionState | undefined;
  /** What was seen after it, where the caller wanted to wait. */
  readonly waited?: Waited | undefined;
}

/** How an action ended. */
export type ActResult = Acted | Failed<OperateErrors>;

/** What is done, and how it is sent. */
export interface Action extends Intended, ExecutionIds {
  readonly send: (options: CallOptions) => Promise<Success<StatusResult> | Failed<OperateErrors>>;
}

/** The caller's signal ended the reading, so that the action was not sent. */
function abortedBefore({ summary, cause }: AbortedError): AbortedError {
  const consequence = consequenceOf("not-sent", "once");
  return new AbortedError({ summary, consequence }, { outcome: "not-sent", attempts: 0, retryable: true, cause });
}

/** Sends an action, with a look before or after it where that is asked for. Never throws. */
export async function act(reader: Reader, action: Action, options: ActOptions): Promise<ActResult> {
  const { check = false, wait, ...call } = options;
  let waitOptions: WaitOptions | undefined;
  try {
    if (typeof check !== "boolean") throw new InvalidInputError("check", "must be true or false");
    waitOptions = checkWait(wait);
  } catch (error) {
    return failedWith(error as InvalidInputError);
  }
  let before: ExecutionState | undefined;
  if (check || waitOptions) {
    const { projectId, workflowId, executionId } = action;
    const read = await reader.safe.getExecution({ projectId, workflowId, executionId }, { ...call, retryUnknownOutcome: undefined });
    if (read.ok) before = readExecution(read.data);
    else if (read.outcome === "not-sent") return failedWith(read.error);
    else if (read.error.code === "aborted") return failedWith(abortedBefore(read.error));
    else if (check) return failedWith(new StateError(read.error));
    const refusal = check && before && refusalOf(action, before);
    if (refusal) return failedWith(new StateError(refusal));
  }
  const result = await action.send(call);
  if (!result.ok) {
    noteDoubt(result.error, { ...action, before });
    return result;
  }
  if (before) Object.assign(result, { before });
  if (waitOptions) Object.assign(result, { waited: await waitFor(reader, action, before, waitOptions, call.signal) });
  return result;
}
