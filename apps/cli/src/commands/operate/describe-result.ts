import type { AnyCallError, Success } from "@aom-workflow/client";
import { withAbout } from "../../output/about.ts";
import { describeError } from "../../output/describe-error.ts";
import type { Report } from "../../output/report.ts";
import { escapedJson, oneLine } from "../../output/text/printable.ts";
import { actionWords, commandWord } from "../../surface/action-words.ts";
import { type CallPlan, subjectsOf, targetOf } from "../call/plan-call.ts";

/** The answer to an operation that was applied. What was read is the text itself. @param known to be done, where no answer says it */
export function describeResult(
  plan: CallPlan,
  projectId: string | undefined,
  { data, requestId, attempts }: Pick<Success<unknown>, "data" | "requestId" | "attempts">,
  known?: string,
): Report {
  const { operation } = plan;
  const { document, target: about } = targetOf(plan, projectId);
  const [subject = "", ...rest] = subjectsOf(plan);
  const done = known ?? `${actionWords(commandWord(operation)).done} ${subject.replace(/^node /, "")}.`;
  const where = [...rest, ...about.slice(-1)].join(", ").replace(/^./, (letter) => letter.toUpperCase());
  const target = `${where}.${requestId === undefined ? "" : ` Request id: ${requestId}`}`;
  return {
    exitCode: 0,
    document: { ok: true, outcome: "applied", ...document, requestId, attempts, data },
    hasEffect: operation.effect !== "none",
    ...(operation.effect === "none" ? { text: escapedJson(data, 2) } : { text: [done, target].map(oneLine).join("\n"), isProse: true }),
  };
}

/** The answer where readings, too, do not show whether it was applied. */
export function describeDoubt(error: AnyCallError, resolution: { readonly reason: string }, plan: CallPlan, projectId?: string): Report {
  const report = describeError(error, { started: true, timeoutMs: plan.settings.timeout });
  const resolved = { ...report, document: { ...report.document, resolution }, talk: `${report.talk}\n${oneLine(resolution.reason)}` };
  return withAbout(resolved, targetOf(plan, projectId), new Date().toISOString());
}
