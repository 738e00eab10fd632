import type { Client } from "@aom-workflow/client";
import type { Reader } from "@aom-workflow/client/executions";
import { type Operation, operations } from "@aom-workflow/types";
import type { Options } from "../../parse/invocation.ts";
import type { CallPlan } from "../call/call-plan.ts";
import { planCall } from "../call/plan-call.ts";
import { type Session, withClient } from "../call/with-client.ts";
import type { CommandContext } from "../context.ts";

/** What the functions of the client's executions read with. What is wrong with a list is told. */
export function readerOf({ listWorkflows, listExecutions, getExecution, safe }: Client, { warn }: Pick<CommandContext, "warn">): Reader {
  return { listWorkflows, listExecutions, getExecution, safe, warn: ({ message }) => warn(message) };
}

/** Reads with a client, for a command that is made of several operations. */
export async function reading<Result>(
  name: string,
  inputs: readonly string[],
  { options, context }: { readonly options: Options; readonly context: CommandContext },
  work: (session: Session & { readonly plan: CallPlan }) => Promise<Result>,
): Promise<Result> {
  const plan = await planCall(asked(name, inputs), options, context);
  return withClient(plan, context, "Reading", (session) => work({ ...session, plan }));
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
