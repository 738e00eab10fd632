import type { Report } from "../../output/report.ts";
import { actionWords, beginsExecution } from "../../surface/action-words.ts";
import { actionOf, type CallPlan, subjectsOf } from "../call/call-plan.ts";
import { withClient } from "../call/with-client.ts";
import type { CommandContext } from "../context.ts";
import { lookingOf, waitOf } from "./act-options.ts";
import { describeResult } from "./describe-result.ts";

/** Sends the operation and reports its outcome. @throws UsageError, CredentialsError, CallError */
export async function send(plan: CallPlan, context: CommandContext): Promise<Report> {
  const doing = `${actionWords(actionOf(plan)).doing} ${subjectsOf(plan)[0]}`;
  const looking = lookingOf(plan.operation, plan.layers.options);
  return withClient(plan, context, doing, async (session) => {
    if (looking) return (await import("./act.ts")).act(plan, looking, session, context);
    const { client, projectId } = session;
    const result = await client.call(plan.operation, plan.settings.input, { signal: context.signal });
    if (!result.ok) throw result.error;
    const report = describeResult(plan, projectId, result);
    if (!beginsExecution(plan.operation)) return report;
    return (await import("./begun.ts")).withBegun(report, result.data, { plan, waitMs: waitOf(plan.layers.options) }, session, context);
  });
}
