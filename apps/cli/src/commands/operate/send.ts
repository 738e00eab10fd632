import type { Report } from "../../output/report.ts";
import { actionWords } from "../../surface/action-words.ts";
import type { CommandContext } from "../context.ts";
import { actionOf, type CallPlan, subjectsOf } from "./call-plan.ts";
import { describeResult } from "./describe-result.ts";
import { withClient } from "./with-client.ts";

/** Sends the operation and says what became of it. @throws UsageError, CredentialsError, AomError */
export function send(plan: CallPlan, context: CommandContext): Promise<Report> {
  const doing = `${actionWords(actionOf(plan)).doing} ${subjectsOf(plan)[0]}`;
  return withClient(plan, context, doing, async ({ client, projectId }) => {
    const result = await client.call(plan.operation, plan.settings.input, { signal: context.signal });
    if (!result.ok) throw result.error;
    return describeResult(plan, projectId, result);
  });
}
