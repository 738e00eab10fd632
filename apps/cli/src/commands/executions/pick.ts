import type { StoppedExecution, UnreadExecution, Workflow } from "@aom-workflow/client";
import { byLastStart, stateFor } from "@aom-workflow/client/executions";
import { localMinute } from "../../output/text/local-time.ts";
import { oneLine } from "../../output/text/printable.ts";
import { UsageError } from "../../output/usage-error.ts";
import type { Options } from "../../parse/invocation.ts";
import type { CommandSpec } from "../../surface/command.ts";
import type { CommandContext } from "../context.ts";
import { reading } from "./reading.ts";
import { stateText } from "./stopped.ts";
import { unreadText } from "./unread.ts";

/**
 * The options, with ids that are required and missing picked from a list by the person: what stopped, or a workflow. Where nobody can be asked,
 * the options as they are.
 *
 * @param action what the node must admit
 * @throws UsageError where there is nothing to pick, or nothing was picked
 */
export async function pickIds(command: CommandSpec, options: Options, context: CommandContext, action?: string): Promise<Options> {
  const wants = (flag: string) => command.options.some(({ name, required }) => name === flag && required === true);
  const missing = ["workflow", "execution", "node"].filter((flag) => wants(flag) && options[flag] === undefined);
  if (missing.length === 0 || !context.terminal.canAsk || context.json || options["no-input"] === true) return options;
  const picked = wants("execution")
    ? await pickStopped(options, context, action, wants("node") ? "node" : "execution")
    : await pickWorkflow(options, context);
  return { ...options, ...Object.fromEntries(missing.flatMap((flag) => (picked[flag] === undefined ? [] : [[flag, picked[flag]]]))) };
}

type Picked = Readonly<Record<string, string | undefined>>;

async function pickStopped(
  options: Options,
  context: CommandContext,
  action: string | undefined,
  thing: "node" | "execution",
): Promise<Picked> {
  const { workflow, execution, node } = options;
  const { rows, unread } = await reading("stopped", [], { options, context }, async ({ client }) => {
    const found: StoppedExecution[] = [];
    const unread: UnreadExecution[] = [];
    const wanted = typeof workflow === "string" ? workflow : undefined;
    for await (const row of client.stoppedExecutions({ workflow: wanted, signal: context.signal })) {
      if (row.error !== undefined) unread.push(row);
      else if (!admits(row, action)) continue;
      else if ([row.executionId, undefined].includes(execution as string) && [row.nodeId, undefined].includes(node as string))
        found.push(row);
    }
    return { rows: found, unread };
  });
  const problem = unreadText(unread);
  if (problem !== undefined) context.warn(problem);
  const texts =
    action === undefined
      ? { question: "Show which execution?", none: "No stopped execution was found." }
      : { question: `Which ${thing} do you want to ${action}?`, none: `No stopped execution was found that allows ${action}.` };
  const row = await pick(texts, rows, labelOf, context);
  return { workflow: row.workflowId, execution: row.executionId, node: row.nodeId };
}

/** An action without a rule is admitted anywhere: the service decides. */
function admits({ actions }: StoppedExecution, wanted: string | undefined): boolean {
  return wanted === undefined || stateFor(wanted) === undefined || actions.some(({ action }) => action === wanted);
}

function labelOf({ workflowName, workflowId, executionId, nodeId, state, word, since }: StoppedExecution) {
  const where = [workflowName ?? workflowId, nodeId].filter(Boolean).join(", ");
  return { label: oneLine(`${where}: ${stateText(state, word)}`), hint: oneLine(`${localMinute(since)}, ${executionId}`) };
}

async function pickWorkflow(options: Options, context: CommandContext): Promise<Picked> {
  const workflows = await reading("workflows", [], { options, context }, async ({ client }) => {
    const found: Workflow[] = [];
    for await (const workflow of client.workflows({ signal: context.signal })) if (workflow.id !== undefined) found.push(workflow);
    return found.sort(byLastStart);
  });
  const { id } = await pick(
    { question: "Which workflow?", none: "No workflow was found." },
    workflows,
    ({ id, name = "", status }) => ({ label: oneLine(name), hint: oneLine([id, status].filter(Boolean).join(", ")) }),
    context,
  );
  return { workflow: id };
}

async function pick<Row>(
  { question, none }: { readonly question: string; readonly none: string },
  rows: readonly Row[],
  choice: (row: Row) => { readonly label: string; readonly hint: string },
  { terminal, signal }: CommandContext,
): Promise<Row> {
  if (rows.length === 0) throw new UsageError(none, { code: "declined" });
  const index = await terminal.select(question, rows.map(choice), signal);
  const row = index === undefined ? undefined : rows[index];
  if (row === undefined) throw new UsageError("Cancelled.", { code: "declined" });
  return row;
}
