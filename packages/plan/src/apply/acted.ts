import type { AnyCallError } from "@aom-workflow/client";
import { keyOf, type PlannedAction } from "../journal/action.ts";
import { dayOf, forgottenReason } from "../journal/forgotten.ts";
import { doerOf, type Entry, type Journal, type Pruning } from "../journal/journal.ts";
import { entryFor, isFree } from "../journal/ledger.ts";

/** How an action of a plan ended. */
export interface Acted {
  readonly action: PlannedAction;
  readonly key: string;
  readonly outcome: "applied" | "rejected" | "unknown" | "stale" | "left";
  /** Was this outcome found just now? Otherwise the journal had it already. */
  readonly isNew: boolean;
  /** Was a request sent for it just now? */
  readonly isSent: boolean;
  /** Is another process sending it, or another action for the same run? It is then left until that has an outcome. */
  readonly isBeingSent?: boolean | undefined;
  /** What is known, as a sentence. */
  readonly reason: string | undefined;
  readonly error?: AnyCallError | undefined;
  /** Applied, but found by reading: caused by this action or by another. */
  readonly by?: "this-or-another" | undefined;
  /** In doubt since, in milliseconds since 1970. */
  readonly since?: number | undefined;
  /** If its effect was waited for: did it succeed or move on? */
  readonly isGood?: boolean | undefined;
}

export function left(action: PlannedAction, key: string, reason: string, error?: AnyCallError): Acted {
  return { action, key, outcome: "left", isNew: true, isSent: false, reason, error };
}

/**
 * Outcomes of actions whose records were removed. They are known to be applied only if all of the plan's removed actions were.
 *
 * @param missing all actions of the plan that have no record now
 */
export function forgottenOf(missing: readonly PlannedAction[], { at, removed, applied }: Pruning): readonly Acted[] {
  const isApplied = removed === missing.length && applied === removed;
  const before = `${applied} of ${removed} had been applied`;
  const reason = `The journal was pruned on ${dayOf(at)} and no longer has it: ${before}. Make a new plan for what still waits.`;
  return missing.map((action) => ({
    ...{ action, key: keyOf(action), isNew: false, isSent: false },
    ...(isApplied ? { outcome: "applied", reason: undefined } : { outcome: "stale", reason }),
  }));
}

/** An action without a record that may have been done before the journal was pruned: it is not sent. */
export function forgotten(action: PlannedAction, journal: Pick<Journal, "pruned">): Acted | undefined {
  const reason = forgottenReason(action, journal);
  return reason === undefined ? undefined : { action, key: keyOf(action), outcome: "stale", isNew: false, isSent: false, reason };
}

/** How an action ended, by the journal alone. Reads nothing from the service and writes nothing. */
export async function outcomeIn(
  journal: Pick<Journal, "entry" | "isBeingSent" | "senderOf" | "pruned">,
  action: PlannedAction,
  plan: string | undefined,
): Promise<Acted> {
  const key = keyOf(action);
  const entry = await journal.entry(key);
  const gone = entry === undefined ? forgotten(action, journal) : undefined;
  if (gone) return gone;
  if (entry === undefined || wasNotSent(entry, plan)) return left(action, key, "It was not sent.");
  return knownOf(journal, action, entry, plan);
}

/** Is an entry only about other plans, so that this one may still act? */
export function wasNotSent(entry: Entry, plan: string | undefined): boolean {
  return entry.state !== "deferred" && isFree(entry, plan);
}

/** The recorded outcome of an action for a plan. */
export async function knownOf(
  journal: Pick<Journal, "isBeingSent" | "senderOf">,
  action: PlannedAction,
  entry: Entry,
  plan: string | undefined,
): Promise<Acted> {
  const mine = entryFor(entry, plan);
  const { key, state, plan: by, at, settlement } = mine;
  const old = { action, key, isNew: false, isSent: false, reason: settlement?.reason };
  if (state === "deferred") return { ...old, outcome: "left" };
  if (state === "rejected" || state === "stale") return { ...old, outcome: state };
  if (await journal.isBeingSent(mine)) {
    const sender = journal.senderOf?.(mine) ?? "another process";
    return { ...old, outcome: "left", reason: `It is being sent by ${sender}.`, isBeingSent: true };
  }
  if (state === "open" || state === "unknown") return { ...old, outcome: "unknown", reason: old.reason ?? noOutcome, since: at };
  if (by === plan) return { ...old, outcome: "applied", by: state === "resolved" ? "this-or-another" : undefined, isGood: mine.isGood };
  return { ...old, outcome: "stale", reason: doneBefore(by) };
}

export function doneBefore(plan: string | undefined): string {
  return `Already done by ${doerOf(plan)}.`;
}

export const noOutcome = "No outcome was recorded.";
