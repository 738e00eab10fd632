import { objectOf, objectsOf, textOf, timeOf } from "./lenient.ts";
import { begunNodes, type NodeState, otherNodes } from "./node-state.ts";
import { type Meaning, meaningOf } from "./state-words.ts";

/** An execution, read leniently: fields may be missing, misspelt, of another type, or more than the contract has. */
export interface ExecutionState {
  readonly workflowId: string | undefined;
  /** The workflow's name, if the response has the workflow with it. */
  readonly workflowName: string | undefined;
  readonly executionId: string | undefined;
  /** Its state as the vendor says it. */
  readonly word: string | undefined;
  readonly meaning: Meaning;
  readonly startedAt: Date | undefined;
  readonly endedAt: Date | undefined;
  readonly updatedAt: Date | undefined;
  /** Name of the user who started it, if the response says. */
  readonly startedBy: string | undefined;
  /** Users who may approve it. */
  readonly approvers: readonly string[];
  /** The nodes that have begun, in that order, then the others, in the workflow's order. */
  readonly nodes: readonly NodeState[];
  /** When it was read, by the service's clock: the `Date` of the response, if it has one. */
  readonly readAt: Date | undefined;
}

/**
 * Reads a response of `getExecution`, or a member of `listExecutions`. Never throws; what cannot be read is undefined.
 *
 * @param answer the body, parsed
 * @param date header `Date` of the response; with it, what began before the read is never taken for new
 * @see https://support.huaweicloud.com/api-aom/SearchWorkflowExecutionDetail.html
 */
export function readExecution(answer: unknown, date?: string): ExecutionState {
  const details = objectOf(answer);
  const snapshot = objectOf(details.workflow_snapshot);
  const planned = objectsOf(snapshot.nodes);
  const begun = begunNodes(details.execution_result_list, planned);
  const word = textOf(details.status);
  const approvers = Array.isArray(details.approve_user_name_list) ? details.approve_user_name_list : [];
  return {
    workflowId: textOf(details.workflow_id),
    workflowName: textOf(snapshot.name),
    executionId: textOf(details.execution_id),
    word,
    meaning: meaningOf(word),
    startedAt: timeOf(details.begin_time),
    endedAt: timeOf(details.end_time),
    updatedAt: timeOf(details.last_update_time),
    startedBy: textOf(details.created_by) ?? textOf(details.create_by),
    approvers: approvers.flatMap((name) => textOf(name) ?? []),
    nodes: [...begun, ...otherNodes(planned, begun)],
    readAt: dateOf(date),
  };
}

function dateOf(date: string | undefined): Date | undefined {
  const time = Date.parse(date ?? "");
  return Number.isNaN(time) ? undefined : new Date(time);
}
