import type { Workflow } from "@aom-workflow/client";
import { byLastStart, timeOf } from "@aom-workflow/client/executions";
import { localTime } from "../../output/text/local-time.ts";
import { type Column, tableOf } from "../../output/text/table.ts";
import type { CommandBody } from "../context.ts";
import { reading } from "./reading.ts";

/** Lists the workflows of the project. */
export const listWorkflows: CommandBody = async ({ options }, context) => {
  const search = typeof options.search === "string" ? options.search : undefined;
  const status = typeof options.status === "string" ? options.status : undefined;
  const workflows: Workflow[] = [];
  const place = await reading("workflows", [], { options, context }, async ({ client, projectId, plan }) => {
    for await (const workflow of client.workflows({ search, status, signal: context.signal })) workflows.push(workflow);
    workflows.sort(byLastStart);
    return { ...plan.settings.place, projectId, profile: plan.layers.profile.name };
  });
  const { isTerminal, columns } = context.stdout;
  const table = tableOf(tableColumns, workflows, isTerminal ? columns : undefined);
  return {
    exitCode: 0,
    document: { ok: true, ...place, workflows: workflows.map(withoutInput) },
    ...(workflows.length === 0 ? { talk: "There are no such workflows." } : { text: table }),
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
