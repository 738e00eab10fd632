import { type ExecutionState, readExecution, waitingFor } from "@aom-workflow/client/executions";
import type { Report } from "../../output/report.ts";
import { escapedJson } from "../../output/text/printable.ts";
import { UsageError } from "../../output/usage-error.ts";
import type { Options } from "../../parse/invocation.ts";
import type { CallPlan } from "../call/call-plan.ts";
import type { CommandBody, CommandContext } from "../context.ts";
import { describeExecution } from "./describe-execution.ts";
import { executionDocument } from "./failed-hosts.ts";
import { nextCommands } from "./next-commands.ts";
import { pickIds } from "./pick.ts";
import { reading } from "./reading.ts";
import { changeLines, watch } from "./watch.ts";

/** Shows an execution and its nodes; with `--watch` until it has ended. */
export const showExecution: CommandBody = async ({ command, options: given }, context) => {
  const options = await pickIds(command, given, context);
  if (options.watch === true && context.json && options.output !== "jsonl")
    throw new UsageError("--watch prints a document for each change: write --output jsonl.");
  return reading("show", ["workflowId", "executionId"], { options, context }, async ({ client, projectId, plan, quiet }) => {
    const { signal } = context;
    const ids = { workflowId: String(plan.settings.input.workflowId), executionId: String(plan.settings.input.executionId) };
    const read = async () => (await client.getExecution(ids, { signal })).data;
    const report = (execution: ExecutionState) => reportOf({ ...execution, ...ids }, { plan, projectId, options, context });
    if (options.watch !== true) return report(readExecution(await read()));
    quiet();
    await watch({ read, signal, onChange: (now, before) => tell(now, before, report(now), context) });
    // All of it has been told already.
    return { exitCode: 0 };
  });
};

/** Draws the whole on a terminal, else tells what has changed, or a document for each change. */
async function tell(
  now: ExecutionState,
  before: ExecutionState | undefined,
  { document, text = "" }: Report,
  { json, stdout }: CommandContext,
): Promise<void> {
  const time = new Date();
  if (json) await stdout.write(`${escapedJson({ ...document, time: time.toISOString() })}\n`);
  else if (stdout.isTerminal) await stdout.write(`\x1b[H\x1b[2J${text}\n`);
  else for (const line of changeLines(now, before, time)) await stdout.write(`${line}\n`);
}

interface Shown {
  readonly plan: CallPlan;
  readonly projectId: string | undefined;
  readonly options: Options;
  readonly context: CommandContext;
}

function reportOf(
  execution: ExecutionState & { readonly workflowId: string; readonly executionId: string },
  { plan, projectId, options, context }: Shown,
): Report {
  const showsLogs = options.logs === true;
  const waiting = waitingFor(execution).map((each) => {
    const { node, actions } = each;
    return { ...each, node: node?.id, commands: nextCommands(actions, { ...execution, nodeId: node?.id }, options) };
  });
  return {
    exitCode: 0,
    document: {
      ok: true,
      ...plan.settings.place,
      projectId,
      profile: plan.layers.profile.name,
      execution: executionDocument(execution, showsLogs),
      waiting,
    },
    text: describeExecution(execution, { waiting, showsLogs, env: context.env, output: context.stdout }),
  };
}
