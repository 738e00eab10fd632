import type { Success } from "@aom-workflow/client";
import type { Report } from "../../output/report.ts";
import { escapedJson } from "../../output/text/printable.ts";
import { actionWords } from "../../surface/action-words.ts";
import { actionOf, type CallPlan } from "../call/call-plan.ts";
import { targetOf } from "../call/target.ts";

/** The answer to an operation that was applied. What was read is the text itself. */
export function describeResult(
  plan: CallPlan,
  projectId: string | undefined,
  { data, requestId, attempts }: Pick<Success<unknown>, "data" | "requestId" | "attempts">,
): Report {
  const { operation } = plan;
  const traced = requestId ? ` Request id: ${requestId}.` : "";
  const target = targetOf(plan, projectId);
  return {
    exitCode: 0,
    document: { ok: true, outcome: "applied", ...target.document, requestId, attempts, data },
    hasEffect: operation.effect !== "none",
    text: operation.effect === "none" ? escapedJson(data, 2) : `${actionWords(actionOf(plan)).done} ${target.target.join(" ")}.${traced}`,
  };
}
