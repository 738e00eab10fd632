import { keyOf, type PlannedAction, type Target } from "../journal/action.ts";
import { forgottenReason } from "../journal/forgotten.ts";
import type { Journal } from "../journal/journal.ts";
import { isFree } from "../journal/ledger.ts";

/** Raised when a plan of an older version could be read wrongly. */
export const planVersion = 1;

/** What a plan is about. */
export interface PlanHeader extends Target {
  readonly schema: "aom-workflow-plan";
  readonly version: number;
  /** Short, chosen at random. */
  readonly id: string;
  /** Major and minor version of the contract that it was made with. */
  readonly contract: string;
  /** Who made it: the user of IAM, else the id of the access key, else "not stated", with the user of the system. */
  readonly who: string;
  /** Id of the journal that its actions are recorded in. */
  readonly journal: string;
  /** How its executions were chosen. */
  readonly selection: string;
  readonly reason: string | undefined;
  /** ISO 8601. */
  readonly madeAt: string;
  /** How many actions it has. */
  readonly actions: number;
  /** SHA-256 of the lines of the actions, in hexadecimal. */
  readonly digest: string;
}

/** Actions that were chosen once, each with the state that was seen. It is never changed. */
export interface Plan {
  readonly header: PlanHeader;
  readonly actions: readonly PlannedAction[];
}

/** The actions of a plan that may still be sent: the rest has ended, or is in doubt. */
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
