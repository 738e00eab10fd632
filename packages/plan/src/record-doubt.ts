import { keyOf, type PlannedAction } from "./action.ts";
import { intentOf, type Journal } from "./journal.ts";

/**
 * Records that an action may have been done, for what was sent without a plan and ended in doubt: no plan then does it a second time.
 *
 * @param action with the state that was seen before it was sent
 * @param reason what is known, as a sentence
 * @throws PlanError where the journal cannot be written
 */
export async function recordDoubt(
  journal: Journal,
  action: PlannedAction,
  { who, reason }: { readonly who?: string | undefined; readonly reason: string },
): Promise<void> {
  const key = keyOf(action);
  // Where it is in the journal already, it is not free for others either.
  const { isClaimed } = await journal.claim(intentOf(action, key, { who, reason }));
  if (isClaimed) await journal.settle({ key, ending: "unknown", reason });
}
