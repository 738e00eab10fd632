import type { Success } from "@aom-workflow/client";
import type { Report } from "../../output/report.ts";
import { actionWords } from "../../surface/action-words.ts";
import { actionOf, type CallPlan, subjectOf } from "./call-plan.ts";

/** The answer to an operation that was applied. What was read is the text itself. */
export function describeResult(plan: CallPlan, projectId: string | undefined, { data, requestId, attempts }: Success<unknown>): Report {
  const { operation, settings } = plan;
  const traced = requestId ? ` Request id: ${requestId}.` : "";
  const { executionId } = settings.input;
  const where = executionId === undefined ? "" : ` of execution ${executionId}`;
  const input = { ...(projectId !== undefined && { projectId }), ...operation.fixed, ...settings.input };
  return {
    exitCode: 0,
    document: { ok: true, outcome: "applied", ...input, requestId, attempts, data },
    text:
      operation.effect === "none"
        ? JSON.stringify(data, undefined, 2)
        : `${actionWords(actionOf(plan)).done} ${subjectOf(plan)}${where}.${traced}`,
  };
}
