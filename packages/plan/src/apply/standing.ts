import { keyOf, type PlannedAction } from "../journal/action.ts";
import type { Entry, ReadableJournal } from "../journal/journal.ts";
import type { Plan } from "../plan/plan.ts";
import { type Acted, forgottenOf, outcomeIn } from "./acted.ts";
import { countOutcomes, type OutcomeCounts, type Report, reportOf } from "./report.ts";

/** The outcomes of a plan so far. */
export interface Standing {
  readonly report: Report;
  /** How each action ended, in the order of the plan. */
  readonly acted: readonly Acted[];
}

/**
 * The outcomes of a plan so far, by the journal alone. Reads nothing from the service and writes nothing, so doubts are not resolved.
 *
 * @param journal an open one, or `known` of what `entriesOf` reads
 * @throws PlanError if the journal cannot be read
 */
export async function standingOf({ header, actions }: Plan, journal: ReadableJournal): Promise<Standing> {
  const { held, pruned } = await journal.planMark(header.id);
  const ended = new Map<PlannedAction, Acted>();
  const missing: PlannedAction[] = [];
  for (const action of actions) {
    ended.set(action, await outcomeIn(journal, action, header.id));
    if (pruned !== undefined && (await journal.entry(keyOf(action))) === undefined) missing.push(action);
  }
  if (pruned !== undefined) for (const one of forgottenOf(missing, pruned)) ended.set(one.action, one);
  return { report: reportOf(header.id, actions, ended, { held, stopped: undefined }), acted: [...ended.values()] };
}

/**
 * How the actions of a journal ended, in the words of a report.
 *
 * @param content what `entriesOf` reads; an action that is being sent counts as left
 */
export function countEntries({
  entries,
  beingSent,
}: {
  readonly entries: readonly Entry[];
  readonly beingSent: readonly Entry[];
}): OutcomeCounts {
  const sending = new Set(beingSent);
  return countOutcomes(entries.map((entry) => (sending.has(entry) ? "left" : outcomes[entry.state])));
}

const outcomes: Readonly<Record<Entry["state"], Acted["outcome"]>> = {
  ...{ applied: "applied", resolved: "applied", rejected: "rejected", stale: "stale", deferred: "left" },
  // No process is sending it.
  ...{ open: "unknown", unknown: "unknown" },
};
