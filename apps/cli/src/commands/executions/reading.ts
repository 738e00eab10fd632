import type { UnreadExecution } from "@aom-workflow/client";
import { type Operation, operations } from "@aom-workflow/types";
import { oneLine } from "../../output/text/printable.ts";
import type { Options } from "../../parse/tokens.ts";
import { type CallPlan, planCall } from "../call/plan-call.ts";
import { type Session, withClient } from "../call/with-client.ts";
import type { CommandContext } from "../context.ts";

/** A client that reads, and what it was made with. */
export type ReadingSession = Session & { readonly plan: CallPlan };

/** Reads with a client, for a command that is made of several operations. */
export async function reading<Result>(
  name: string,
  inputs: readonly string[],
  { options, context }: { readonly options: Options; readonly context: CommandContext },
  work: (session: ReadingSession) => Promise<Result>,
): Promise<Result> {
  const plan = await planCall(asked(name, inputs), options, context);
  return withClient(plan, context, options.watch === true ? "Watching" : "Reading", (session) => work({ ...session, plan }));
}

/** What could not be read, as a sentence each. */
export function unreadText(unread: readonly UnreadExecution[]): string | undefined {
  const lines = unread
    .map(({ workflowId, executionId, error: { summary, hint } }) => ["Could not read", `${what(workflowId, executionId)}.`, summary, hint])
    .map((words) => oneLine(words.filter(Boolean).join(" ")));
  return unread.length === 0 ? undefined : firstOf(lines).join("\n");
}

/** More than a person reads are counted. @param where they can be read, to follow "And 5 more" */
export function firstOf(lines: readonly string[], where = ", which --json lists."): readonly string[] {
  const rest = lines.length - 20;
  return rest > 0 ? [...lines.slice(0, 20), `And ${rest} more${where}`] : lines;
}

/** What could not be read, as data. */
export function unreadDocument({ workflowId, workflowName, executionId, error }: UnreadExecution) {
  return { workflowId, workflowName, executionId, error: error.toJSON() };
}

function what(workflowId: string | undefined, executionId: string | undefined): string {
  if (workflowId === undefined) return "the executions of a workflow without an id";
  return executionId === undefined ? `the executions of workflow ${workflowId}` : `execution ${executionId} of workflow ${workflowId}`;
}

/** What of the contract's inputs the command takes. */
export function asked(name: string, inputs: readonly string[]): Operation {
  const { parameters } = operations.getExecution;
  return {
    ...operations.getExecution,
    name,
    command: name,
    parameters: parameters.filter(({ input, scope }) => scope !== undefined || inputs.includes(input)),
  };
}
