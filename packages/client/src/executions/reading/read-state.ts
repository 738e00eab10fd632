import type { AnyCallError, CallOptions } from "@aom-workflow/http";
import { invalidReading } from "@aom-workflow/http/internal";
import { StateError } from "../../call/state-error.ts";
import type { ExecutionIds, Reader } from "../reader.ts";
import { type ExecutionState, readExecution } from "./execution-state.ts";

/** A state of an execution that was read, or why it could not be. */
export type Reading = { readonly ok: true; readonly state: ExecutionState } | { readonly ok: false; readonly error: AnyCallError };

/**
 * Reads the state of this execution. A response about another workflow or execution is an error; so is one that has neither the execution's id
 * nor a known state nor a node, such as an array or the JSON of a login page. Never throws.
 */
export async function readState(reader: Pick<Reader, "safe">, ids: ExecutionIds, options: CallOptions): Promise<Reading> {
  const { projectId, workflowId, executionId } = ids;
  const answer = await reader.safe.getExecution({ projectId, workflowId, executionId }, options);
  if (!answer.ok) return answer;
  const state = readExecution(answer.data, answer.headers.date);
  const isOther = (said: string | undefined, asked: string) => said !== undefined && said !== asked;
  if (isOther(state.workflowId, workflowId) || isOther(state.executionId, executionId)) {
    const about = { workflow_id: state.workflowId, execution_id: state.executionId };
    return { ok: false, error: invalidReading(answer, "it is about another execution", about) };
  }
  if (!saysSomething(state)) return { ok: false, error: invalidReading(answer, "the body is not the state of an execution") };
  return { ok: true, state };
}

/** The vendor requires no property of a state, but one without any of these could be any JSON. */
function saysSomething({ executionId, meaning, nodes }: ExecutionState): boolean {
  return executionId !== undefined || meaning !== "unknown" || nodes.length > 0;
}

/** The same, as a state. @throws what `getExecution` throws, InvalidResponseError for a response that is not a state of this execution */
export async function stateOf(reader: Pick<Reader, "safe">, ids: ExecutionIds, options: CallOptions): Promise<ExecutionState> {
  const reading = await readState(reader, ids, options);
  if (!reading.ok) throw reading.error;
  return reading.state;
}

/** The state before an action, which is not sent without it. @throws StateError if it cannot be read, and the caller's abort */
export async function readBefore(reader: Pick<Reader, "safe">, ids: ExecutionIds, options: CallOptions): Promise<ExecutionState> {
  const reading = await readState(reader, ids, options);
  if (reading.ok) return reading.state;
  throw reading.error.code === "aborted" ? reading.error : new StateError(reading.error);
}
