import type { Operation } from "@aom-workflow/types";
import { planCall } from "../call/plan-call.ts";
import type { CommandBody } from "../context.ts";
import { confirm } from "./confirm.ts";
import { send } from "./send.ts";
import { show } from "./show.ts";

/** Sends an operation of the contract once, or shows what would be sent. */
export const operate: CommandBody = async ({ command, options }, context) => {
  const isShown = options["dry-run"] === true || options.curl === true;
  const plan = await planCall(command.operation as Operation, options, context, isShown);
  if (isShown) return show(plan, context);
  await confirm(plan, context);
  return send(plan, context);
};
