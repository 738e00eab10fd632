import { byLastStart, type ExecutionState, executionsOf, readWorkflow, type WorkflowState } from "@aom-workflow/client/executions";
import { stateColumn, timeColumn, tookOf } from "../../output/text/cells.ts";
import { type Column, tableOf } from "../../output/text/table.ts";
import { sinceOf } from "../../parse/times.ts";
import type { CommandBody } from "../context.ts";
import { withState } from "./failed-hosts.ts";
import { list } from "./list.ts";

/** Lists the workflows of the project. */
export const listWorkflows: CommandBody = (called, context) => {
  const { search, status, output } = called.options as Readonly<Record<string, string | undefined>>;
  return list(called, context, {
    name: "workflows",
    rows: ({ client }) => client.workflows({ search, status, signal: context.signal }),
    item: (workflow) => withState(readWorkflow(workflow)),
    order: output === "jsonl" ? undefined : byLastStart,
    text: (workflows) => tableOf(workflowColumns, workflows.map(readWorkflow), context.stdout.columns),
    nothing: "No workflows found.",
  });
};

/** Lists the executions of a workflow. */
export const listExecutions: CommandBody = (called, context) => {
  const since = sinceOf(called.options);
  const { signal, stdout } = context;
  return list(called, context, {
    name: "executions",
    inputs: ["workflowId"],
    async *rows({ client, plan }) {
      const { workflowId } = plan.settings.input;
      const all = executionsOf(await client.listExecutions({ workflowId: String(workflowId) }, { signal }));
      yield* all
        .filter(({ startedAt }) => since === undefined || startedAt === undefined || startedAt >= since)
        .sort((one, other) => (other.startedAt?.getTime() ?? 0) - (one.startedAt?.getTime() ?? 0));
    },
    item: ({ nodes: _, ...execution }) => withState(execution),
    text: (executions) => tableOf(executionColumns, executions, stdout.columns),
    nothing: "No executions found.",
  });
};

const workflowColumns: readonly Column<WorkflowState>[] = [
  timeColumn("LAST STARTED", ({ lastStartedAt }) => lastStartedAt),
  { title: "WORKFLOW", cell: ({ workflowName = "" }) => workflowName, isKept: true },
  { title: "WORKFLOW ID", cell: ({ workflowId = "" }) => workflowId, isKept: "whole" },
  { title: "TYPE", cell: ({ type = "" }) => type },
  // One that never ran has no state.
  stateColumn(({ meaning, word }) => ({ state: word === undefined ? "" : meaning, word })),
];

const executionColumns: readonly Column<ExecutionState>[] = [
  timeColumn("STARTED", ({ startedAt }) => startedAt),
  { title: "EXECUTION", cell: ({ executionId = "" }) => executionId, isKept: "whole" },
  stateColumn(({ meaning: state, word }) => ({ state, word })),
  { title: "DURATION", cell: (execution) => tookOf(execution) },
  { title: "BY", cell: ({ startedBy = "" }) => startedBy },
];
