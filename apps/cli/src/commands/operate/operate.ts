import { regretOf } from "../../surface/action-words.ts";
import { isIdProposal } from "../../surface/command.ts";
import { planCall } from "../call/plan-call.ts";
import type { Called, CommandBody, CommandContext } from "../context.ts";
import type { Found } from "../executions/find.ts";
import { confirm } from "./confirm.ts";
import { send } from "./send.ts";
import { show } from "./show.ts";

/** Sends an operation of the contract once, or shows what would be sent. */
export const operate: CommandBody = async (called, context) => {
  const { operation, docs } = called.command;
  if (operation === undefined || docs === undefined) throw new TypeError("The command sends no operation.");
  const { options, note } = await idsFor(called, context);
  const plan = await planCall(operation, options, context);
  if (options["dry-run"] !== undefined) return show(plan, context);
  await confirm(plan, { regret: regretOf(operation, docs), note }, context);
  return send(plan, context);
};

/** Nothing is loaded to look ids up where all are given. */
async function idsFor(called: Called, context: CommandContext): Promise<Found> {
  const { options, operands, command } = called;
  const ids = command.options.filter(({ proposals }) => proposals !== undefined && isIdProposal(proposals));
  if (operands.length === 0 && ids.length !== 1 && ids.every(({ name }) => options[name] !== undefined)) return { options };
  return (await import("../executions/find.ts")).withIds(called, context);
}
