import type { Execution } from "../world/execution.ts";
import { words } from "../world/state.ts";
import { nodeResult } from "./node-result.ts";
import { madeAt, workflowBody } from "./workflow.ts";

/** An execution by itself: times in milliseconds, but for one that is a text, and the workflow as it was. */
export function executionDetail(execution: Execution, began: number): object {
  const { workflow, endTime } = execution;
  return {
    ...common(execution),
    begin_time: execution.beginTime,
    ...(endTime === undefined ? {} : { end_time: endTime }),
    last_update_time: text(execution.lastUpdateTime),
    workflow_edit_time: madeAt(workflow, began),
    workflow_snapshot: workflowBody(workflow, began),
  };
}

/** An execution in a list: other keys and other times than by itself, as in the vendor's example. */
export function listedExecution(execution: Execution, began: number): object {
  const { workflow, endTime } = execution;
  return {
    ...common(execution),
    begin_time: text(execution.beginTime),
    ...(endTime === undefined ? {} : { end_time: text(endTime) }),
    last_update_time: text(execution.lastUpdateTime),
    create_by: execution.startedBy,
    workflowEditTime: madeAt(workflow, began),
  };
}

function common(execution: Execution): object {
  return {
    workflow_id: execution.workflow.id,
    execution_id: execution.id,
    status: words[execution.state].execution,
    execution_result_list: execution.nodes.map((run) => nodeResult(run, execution)),
  };
}

function text(time: number): string {
  return new Date(time).toISOString().replace(/\.000Z$/, "Z");
}
