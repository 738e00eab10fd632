import { byLastStart, readWorkflow, type WorkflowState } from "@aom-workflow/client/executions";
import { timeColumn } from "../../output/text/local-time.ts";
import { stateColumn } from "../../output/text/state-text.ts";
import { type Column, tableOf } from "../../output/text/table.ts";
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
    text: (workflows) => tableOf(columns, workflows.map(readWorkflow), context.stdout.columns),
    nothing: "There are no such workflows.",
  });
};

const columns: readonly Column<WorkflowState>[] = [
  timeColumn("LAST STARTED", ({ lastStartedAt }) => lastStartedAt),
  { title: "WORKFLOW", cell: ({ workflowId = "" }) => workflowId, isKept: true },
  { title: "NAME", cell: ({ workflowName = "" }) => workflowName, isKept: true },
  { title: "TYPE", cell: ({ type = "" }) => type },
  // One that never ran has no state.
  stateColumn(({ meaning, word }) => ({ state: word === undefined ? "" : meaning, word })),
];
