import type { Options } from "../../parse/invocation.ts";
import { commandWord, regretOf } from "../../surface/action-words.ts";
import type { CommandSpec, Form } from "../../surface/command.ts";
import { flagOf } from "../../surface/flags.ts";
import { planCall } from "../call/plan-call.ts";
import type { CommandBody, CommandContext } from "../context.ts";
import { confirm } from "./confirm.ts";
import { send } from "./send.ts";
import { show } from "./show.ts";

/** Sends an operation of the contract once, or shows what would be sent. */
export const operate: CommandBody = async ({ command, options: given }, context) => {
  const isShown = given["dry-run"] === true || given.curl === true;
  const { operation, docs } = formOf(command, given);
  const options = await withIds(command, given, context);
  const plan = await planCall(operation, options, context, isShown);
  if (isShown) return show(plan, context);
  await confirm(plan, regretOf(operation, docs), context);
  return send(plan, context);
};

/** What the options make of an operation: `operate --action restart` is `restart`. */
function formOf({ operation, docs, forms = [] }: CommandSpec, options: Options): Form {
  const isGiven = ([input, value]: readonly [string, unknown]) => options[flagOf(input)] === String(value);
  return forms.find(({ operation: { fixed = {} } }) => Object.entries(fixed).every(isGiven)) ?? ({ operation, docs } as Form);
}

/** Ids that are missing are picked by the person, where there is one; nothing is loaded for it otherwise. */
async function withIds(command: CommandSpec, options: Options, context: CommandContext): Promise<Options> {
  if (!context.terminal.canAsk || ["workflow", "execution", "node"].every((flag) => options[flag] !== undefined)) return options;
  const { pickIds } = await import("../executions/pick.ts");
  const { operation } = formOf(command, options);
  return pickIds(command, options, context, operation.actsOn && commandWord(operation));
}
