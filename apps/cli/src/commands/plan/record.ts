import type { AnyCallError, WorkflowOperationAction } from "@aom-workflow/client";
import { doubtOf } from "@aom-workflow/client/internal";
import { recordDoubt, seenOf } from "@aom-workflow/plan";
import type { CallPlan } from "../call/plan-call.ts";
import type { CommandContext } from "../context.ts";
import { journalOf, targetOf, whoOf } from "./place.ts";

/**
 * Writes into the journal of its target that a single action may have been done, so that no plan does it a second time. Without the state before,
 * there is nothing to know it by. A journal that cannot be written is a warning.
 */
export async function record(error: AnyCallError, plan: CallPlan, projectId: string | undefined, context: CommandContext): Promise<void> {
  const { before, nodeId, workflowId, executionId, action } = doubtOf(error) ?? {};
  const seen = before && nodeId !== undefined ? seenOf(before, nodeId) : undefined;
  if (seen === undefined || nodeId === undefined || workflowId === undefined || executionId === undefined) return;
  try {
    const journal = await journalOf(await targetOf(plan, projectId, context), {}, context, true);
    const who = await whoOf(plan.credentials, context.signal);
    const planned = { action: action as WorkflowOperationAction, workflowId, executionId, nodeId, seen, generation: 1 };
    await recordDoubt(journal, planned, { who, reason: error.summary }).finally(() => journal.close());
  } catch (cause) {
    context.warn(`The journal of plans does not know of it: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}
