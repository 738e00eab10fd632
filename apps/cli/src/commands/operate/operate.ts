import type { NodeAction } from "@aom-workflow/client";
import type { Operation } from "@aom-workflow/types";
import type { Options } from "../../parse/invocation.ts";
import type { CommandSpec } from "../../surface/command.ts";
import { planCall } from "../call/plan-call.ts";
import type { CommandBody, CommandContext } from "../context.ts";
import { confirm } from "./confirm.ts";
import { send } from "./send.ts";
import { show } from "./show.ts";

/** Sends an operation of the contract once, or shows what would be sent. */
export const operate: CommandBody = async ({ command, options: given }, context) => {
  const isShown = given["dry-run"] === true || given.curl === true;
  const operation = command.operation as Operation;
  const options = await withIds(command, given, context);
  const plan = await planCall(operation, options, context, isShown);
  if (isShown) return show(plan, context);
  await confirm(plan, context);
  return send(plan, context);
};

/** Ids that are missing are picked by the person, where there is one; nothing is loaded for it otherwise. */
async function withIds(command: CommandSpec, options: Options, context: CommandContext): Promise<Options> {
  if (!context.terminal.canAsk || ["workflow", "execution", "node"].every((flag) => options[flag] !== undefined)) return options;
  const { pickIds } = await import("../executions/pick.ts");
  const action = command.operation?.fixed?.action as NodeAction | undefined;
  return pickIds(command, options, context, action);
}
