import type { Workflow } from "@aom-workflow/client";
import { byLastStart, timeOf } from "@aom-workflow/client/executions";
import { localTime } from "../../output/text/local-time.ts";
import { type Column, tableOf } from "../../output/text/table.ts";
import type { CommandBody } from "../context.ts";
import { reading } from "./reading.ts";
import { listedAs, noRows } from "./unread.ts";

/** Lists the workflows of the project. */
export const listWorkflows: CommandBody = async ({ options }, context) => {
  const search = typeof options.search === "string" ? options.search : undefined;
  const status = typeof options.status === "string" ? options.status : undefined;
  const workflows: Workflow[] = [];
  const { place, isWhole } = await reading("workflows", [], { options, context }, async ({ client, projectId, plan, isWhole }) => {
    for await (const workflow of client.workflows({ search, status, signal: context.signal })) workflows.push(workflow);
    workflows.sort(byLastStart);
    return { place: { ...plan.settings.place, projectId, profile: plan.layers.profile.name }, isWhole: isWhole() };
  });
  const { exitCode, ok } = listedAs(isWhole);
  const { isTerminal, columns } = context.stdout;
  const table = tableOf(tableColumns, workflows, isTerminal ? columns : undefined);
  return {
    exitCode,
    document: { ok, ...place, workflows: workflows.map(withoutInput) },
    ...(workflows.length === 0 ? { talk: noRows("There are no such workflows.", isWhole) } : { text: table }),
  };
};

const tableColumns: readonly Column<Workflow>[] = [
  { title: "LAST RUN", cell: ({ last_execution_start_time }) => localTime(timeOf(last_execution_start_time)), isKept: true },
  { title: "WORKFLOW", cell: ({ id = "" }) => id, isKept: true },
  { title: "NAME", cell: ({ name = "" }) => name },
  { title: "TYPE", cell: ({ type = "" }) => type },
  { title: "STATE", cell: ({ status = "" }) => status },
];

/** The input of a workflow may contain passwords in clear text. */
function withoutInput({ input: _, ...workflow }: Workflow): object {
  return workflow;
}
