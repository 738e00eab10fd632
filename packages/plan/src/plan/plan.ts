import { keyOf, type PlannedAction, type Target } from "../journal/action.ts";
import { forgottenReason } from "../journal/forgotten.ts";
import type { Journal } from "../journal/journal.ts";
import { isFree } from "../journal/ledger.ts";

/** Raised when an older program would misread a plan. */
export const planVersion = 1;

/** The first line of a plan. */
export interface PlanHeader extends Target {
  readonly schema: "aom-workflow-plan";
  readonly version: number;
  /** Short and random. */
  readonly id: string;
  /** Major and minor version of the contract that it was made with. */
  readonly contract: string;
  /** Who made it, such as `alice (user ops)`: the IAM user, else the access key id, with the system user; or the system user alone. */
  readonly who: string;
  /** Id of the journal that records its actions. */
  readonly journal: string;
  /** How its executions were selected. */
  readonly selection: string;
  readonly reason: string | undefined;
  /** ISO 8601. */
  readonly madeAt: string;
  /** How many actions it has. */
  readonly actions: number;
  /** SHA-256 of the lines of the actions, in hexadecimal. */
  readonly digest: string;
}

/** Selected actions, each with the state that was read. A plan never changes. */
export interface Plan {
  readonly header: PlanHeader;
  readonly actions: readonly PlannedAction[];
}

/** The actions of a plan that may still be sent: the others have ended, are in doubt, or may have been done before the journal was pruned. */
export async function dueOf(
  { header, actions }: Plan,
  journal: Pick<Journal, "entry" | "planMark" | "pruned">,
): Promise<readonly PlannedAction[]> {
  const due: PlannedAction[] = [];
  const { pruned } = await journal.planMark(header.id);
  for (const action of actions) {
    const entry = await journal.entry(keyOf(action));
    const isGone = entry === undefined && (pruned !== undefined || forgottenReason(action, journal) !== undefined);
    if (!isGone && isFree(entry, header.id)) due.push(action);
  }
  return due;
}
