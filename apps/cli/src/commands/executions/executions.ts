import { type ExecutionState, readExecution } from "@aom-workflow/client/executions";
import { durationText, localTime } from "../../output/text/local-time.ts";
import { tableOf } from "../../output/text/table.ts";
import type { CommandBody } from "../context.ts";
import { reading } from "./reading.ts";
import { sinceOf } from "./since-option.ts";
import { stateText } from "./stopped.ts";

/** Lists the executions of a workflow. */
export const listExecutions: CommandBody = async ({ options }, context) => {
  const since = sinceOf(options);
  const { place, executions } = await reading("executions", ["workflowId"], { options, context }, async ({ client, projectId, plan }) => {
    const workflowId = String(plan.settings.input.workflowId);
    const { data } = await client.listExecutions({ workflowId }, { signal: context.signal });
    const all = (Array.isArray(data) ? data : [])
      .map(readExecution)
      .filter(({ startedAt }) => since === undefined || startedAt === undefined || startedAt >= since);
    const place = { ...plan.settings.place, projectId, profile: plan.layers.profile.name, workflowId };
    return { place, executions: all.toSorted((one, other) => (other.startedAt?.getTime() ?? 0) - (one.startedAt?.getTime() ?? 0)) };
  });
  const { isTerminal, columns } = context.stdout;
  const table = tableOf(["STARTED", "EXECUTION", "STATE", "TOOK", "BY"], executions.map(cells), isTerminal ? columns : undefined);
  return {
    exitCode: 0,
    document: { ok: true, ...place, executions: executions.map(({ nodes: _, ...execution }) => execution) },
    ...(executions.length === 0 ? { talk: "There are no such executions." } : { text: table }),
  };
};

function cells({ startedAt, endedAt, executionId = "", meaning, word, startedBy = "" }: ExecutionState): readonly string[] {
  const took = startedAt && endedAt ? durationText(endedAt.getTime() - startedAt.getTime()) : "";
  return [localTime(startedAt), executionId, stateText(meaning, word), took, startedBy];
}
