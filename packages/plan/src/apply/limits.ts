import type { Counts, PlanMark } from "../journal/journal.ts";
import { noCounts } from "../journal/ledger.ts";

/** Limits after which a plan is held. All count over the journal, not over one call. */
export interface Limits {
  /** Actions to send and wait for before the rest, 0 (none) to 1000000. Default: 5 in a plan of 20 actions or more, else 0. */
  readonly first: number;
  /** Maximum number of actions in doubt, 0 to 1000000. Default: 3. */
  readonly maxUnknown: number;
  /** Share of actions that may be rejected or stop again, 0 to 1 (0.1 is 10 %); at least five are allowed. Default: 0.1. */
  readonly maxFailures: number;
}

/** The smallest plan of which some actions are sent first. */
export const minForCanary = 20;

export const defaultLimits: Limits = { first: 5, maxUnknown: 3, maxFailures: 0.1 };

const minFailures = 5;

/**
 * Why a plan has to be held; undefined if it may continue. What was counted when a person released it does not count again.
 *
 * @param planned actions of the plan
 */
export function holdReason(counts: Counts, released: Counts, planned: number, { maxUnknown, maxFailures }: Limits): string | undefined {
  const unknown = counts.unknown - released.unknown;
  if (unknown > maxUnknown) return `More than ${maxUnknown} actions are in doubt.`;
  const failures = counts.rejected + counts.bad - released.rejected - released.bad;
  const allowed = Math.max(minFailures, Math.floor(planned * maxFailures));
  return failures > allowed ? `More than ${allowed} actions were rejected or did not end well.` : undefined;
}

/**
 * How many actions have to end well before the rest are sent: none of a small plan. After a person released the plan, the same number again.
 *
 * @param counts of the plan
 */
export function canaryOf(counts: Counts, { released = noCounts, pruned }: PlanMark, planned: number, first: number | undefined): number {
  if (first === undefined && planned < minForCanary) return 0;
  const wanted = Math.min(first ?? defaultLimits.first, planned);
  // If more were sent, the first ones ended well. Pruning removes them from the counts.
  return sentOf(counts) + (pruned?.applied ?? 0) - sentOf(released) > wanted ? 0 : wanted;
}

function sentOf({ applied, rejected, unknown }: Counts): number {
  return applied + rejected + unknown;
}
