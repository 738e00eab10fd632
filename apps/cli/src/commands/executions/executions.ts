import { type ExecutionState, executionsOf } from "@aom-workflow/client/executions";
import { localTime, tookOf } from "../../output/text/local-time.ts";
import { stateText } from "../../output/text/state-text.ts";
import { type Column, tableOf } from "../../output/text/table.ts";
import type { CommandBody } from "../context.ts";
import { clockWarning } from "./clock-warning.ts";
import { withIds } from "./find.ts";
import { reading } from "./reading.ts";
import { sinceOf } from "./since-option.ts";
import { listedAs, noRows } from "./unread.ts";

/** Lists the executions of a workflow. */
export const listExecutions: CommandBody = async (called, context) => {
  const { options } = await withIds(called, context);
  const since = sinceOf(options);
  const { place, isWhole, executions } = await reading(
    "executions",
    ["workflowId"],
    { options, context },
    async ({ client, projectId, plan }) => {
      const workflowId = String(plan.settings.input.workflowId);
      const rows = executionsOf(await client.listExecutions({ workflowId }, { signal: context.signal }));
      const all = rows.filter(({ startedAt }) => since === undefined || startedAt === undefined || startedAt >= since);
      return {
        place: { ...plan.settings.place, projectId, profile: plan.layers.profile.name, workflowId },
        isWhole: rows.every(({ executionId }) => executionId !== undefined),
        executions: all.toSorted((one, other) => (other.startedAt?.getTime() ?? 0) - (one.startedAt?.getTime() ?? 0)),
      };
    },
  );
  const { exitCode, ok } = listedAs(isWhole);
  if (!isWhole) context.warn("The list may be incomplete: it has executions without an id.");
  const behind = clockWarning(executions.map(({ startedAt }) => startedAt));
  if (behind) context.warn(behind);
  const { isTerminal, columns } = context.stdout;
  const table = tableOf(tableColumns, executions, isTerminal ? columns : undefined);
  return {
    exitCode,
    document: { ok, ...place, executions: executions.map(({ nodes: _, ...execution }) => execution) },
    ...(executions.length === 0 ? { talk: noRows("There are no such executions.", isWhole) } : { text: table }),
  };
};

const tableColumns: readonly Column<ExecutionState>[] = [
  { title: "STARTED", cell: ({ startedAt }) => localTime(startedAt) },
  { title: "EXECUTION", cell: ({ executionId = "" }) => executionId, isKept: true },
  { title: "STATE", cell: ({ meaning, word }) => stateText(meaning, word) },
  { title: "TOOK", cell: tookOf },
  { title: "BY", cell: ({ startedBy = "" }) => startedBy },
];
