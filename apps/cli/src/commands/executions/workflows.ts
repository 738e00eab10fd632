import type { Workflow } from "@aom-workflow/client";
import { timeOf } from "@aom-workflow/client/executions";
import { localTime } from "../../output/text/local-time.ts";
import { tableOf } from "../../output/text/table.ts";
import type { CommandBody } from "../context.ts";
import { reading } from "./reading.ts";

/** Lists the workflows of the project. */
export const listWorkflows: CommandBody = async ({ options }, context) => {
  const search = typeof options.search === "string" ? options.search : undefined;
  const status = typeof options.status === "string" ? options.status : undefined;
  const workflows: Workflow[] = [];
  const place = await reading("workflows", [], { options, context }, async ({ client, projectId, plan }) => {
    for await (const workflow of client.workflows({ search, status, signal: context.signal })) workflows.push(workflow);
    return { ...plan.settings.place, projectId, profile: plan.layers.profile.name };
  });
  const { isTerminal, columns } = context.stdout;
  const table = tableOf(["LAST RUN", "WORKFLOW", "NAME", "TYPE", "STATE"], workflows.map(cells), isTerminal ? columns : undefined);
  return {
    exitCode: 0,
    document: { ok: true, ...place, workflows: workflows.map(withoutInput) },
    ...(workflows.length === 0 ? { talk: "There are no such workflows." } : { text: table }),
  };
};

function cells({ id = "", name = "", type = "", status = "", last_execution_start_time }: Workflow): readonly string[] {
  return [localTime(timeOf(last_execution_start_time)), id, name, type, status];
}

/** The input of a workflow may contain passwords in clear text. */
function withoutInput({ input: _, ...workflow }: Workflow): object {
  return workflow;
}
