import { readExecution, waitingFor } from "@aom-workflow/client/executions";
import type { CommandBody } from "../context.ts";
import { describeExecution } from "./describe-execution.ts";
import { executionDocument } from "./failed-hosts.ts";
import { nextCommands } from "./next-commands.ts";
import { reading } from "./reading.ts";

/** Shows an execution and its nodes. */
export const showExecution: CommandBody = async ({ options }, context) => {
  const { place, ids, execution } = await reading(
    "show",
    ["workflowId", "executionId"],
    { options, context },
    async ({ client, projectId, plan }) => {
      const ids = { workflowId: String(plan.settings.input.workflowId), executionId: String(plan.settings.input.executionId) };
      const { data } = await client.getExecution(ids, { signal: context.signal });
      return { place: { ...plan.settings.place, projectId, profile: plan.layers.profile.name }, ids, execution: readExecution(data) };
    },
  );
  const showsLogs = options.logs === true;
  const waiting = waitingFor(execution);
  const target = { ...ids, nodeId: waiting?.node?.id };
  const commands = nextCommands(waiting?.actions ?? [], target, options);
  return {
    exitCode: 0,
    document: {
      ok: true,
      ...place,
      execution: { ...executionDocument(execution, showsLogs), ...ids },
      waiting: waiting && { ...waiting, node: waiting.node?.id, commands },
    },
    text: describeExecution({ ...execution, ...ids }, { waiting, commands, showsLogs, env: context.env, output: context.stdout }),
  };
};
