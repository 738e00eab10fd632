import { type Execution, latestRuns } from "../world/execution.ts";
import type { Reading } from "../world/reading.ts";
import { words } from "../world/state.ts";
import { nodeResult } from "./node-result.ts";
import { madeAt, workflowBody } from "./workflow.ts";

/** A single execution: times in milliseconds, but for one that is a text, and the workflow as it was. */
export function executionDetail(reading: Reading, began: number): object {
  const { execution } = reading;
  const { workflow, endTime } = execution;
  return {
    ...common(reading),
    begin_time: execution.beginTime,
    ...(endTime === undefined ? {} : { end_time: endTime }),
    last_update_time: text(execution.lastUpdateTime),
    workflow_edit_time: madeAt(workflow, began),
    workflow_snapshot: workflowBody(workflow, began),
  };
}

/** An execution in a list: other keys and other times than a single one, as in the vendor's example. */
export function listedExecution(execution: Execution, began: number): object {
  const { workflow, endTime } = execution;
  return {
    ...common({ execution, number: 0 }),
    begin_time: text(execution.beginTime),
    ...(endTime === undefined ? {} : { end_time: text(endTime) }),
    last_update_time: text(execution.lastUpdateTime),
    create_by: execution.startedBy,
    workflowEditTime: madeAt(workflow, began),
  };
}

function common(reading: Reading): object {
  const { execution, state = execution.state } = reading;
  return {
    workflow_id: execution.workflow.id,
    execution_id: execution.id,
    status: words[state].execution,
    execution_result_list: results(reading),
  };
}

function results({ execution, number, hidden }: Reading): object[] {
  const { runs = "latest", order = "oldest-first" } = execution.workflow.reads ?? {};
  const latest = latestRuns(execution);
  const list = (runs === "all" ? execution.runs : latest).flatMap((run) => {
    const result = nodeResult(run, execution);
    if (hidden?.nodeId !== run.nodeId || !latest.includes(run)) return result;
    return hidden.what === "node" ? [] : { ...result, status: undefined };
  });
  if (order === "oldest-first") return list;
  if (order === "newest-first") return list.reverse();
  const first = number % Math.max(1, list.length);
  return [...list.slice(first), ...list.slice(0, first)].reverse();
}

function text(time: number): string {
  return new Date(time).toISOString().replace(/\.000Z$/, "Z");
}
