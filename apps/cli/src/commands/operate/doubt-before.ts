import { readdirSync } from "node:fs";
import { stateFolder } from "../../settings/paths.ts";
import type { Environment } from "../../surface/environment.ts";
import type { CallPlan } from "../call/plan-call.ts";
import type { CommandContext } from "../context.ts";
import type { Known } from "../plan/in-doubt.ts";

/**
 * That an earlier action for the same stopped run may have been done, by the journal of the target: a sentence. What reads journals is loaded only
 * where there is one.
 */
export async function doubtBefore(plan: CallPlan, known: Known, context: CommandContext): Promise<string | undefined> {
  if (plan.operation.actsOn !== "node" || !hasJournals(context.env)) return undefined;
  return (await import("../plan/index.ts")).doubtBefore(plan, known, context);
}

function hasJournals(env: Environment): boolean {
  if (env.AOM_WORKFLOW_JOURNAL) return true;
  try {
    return readdirSync(stateFolder(env) ?? "").some((name) => name.endsWith(".journal.jsonl"));
  } catch {
    // There is no such folder.
    return false;
  }
}
