import type { Counts, PlanMark } from "../journal/journal.ts";
import { noCounts } from "../journal/ledger.ts";

/** What a plan may go through before it is held. All count over the journal, not over one run of a command. */
export interface Limits {
  /** Actions that are done and waited for before the rest; 0 for none. */
  readonly first: number;
  /** Actions in doubt at most. */
  readonly maxUnknown: number;
  /** Share of actions that were rejected or stopped again at most, 0 to 1; but at least five. */
  readonly maxFailures: number;
}

/** How many actions a plan has before some go first. */
export const minForCanary = 20;

export const defaultLimits: Limits = { first: 5, maxUnknown: 3, maxFailures: 0.1 };

const minFailures = 5;

/**
 * Why a plan has to be held; nothing where it may go on. What was there when a person released it does not count again.
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
 * How many actions have to end well before the rest are sent: none of a small plan. Where a person released the plan, so many once more.
 *
 * @param counts of the plan
 */
export function canaryOf(counts: Counts, { released = noCounts }: PlanMark, planned: number, first: number | undefined): number {
  if (first === undefined && planned < minForCanary) return 0;
  const wanted = Math.min(first ?? defaultLimits.first, planned);
  // Where more than these were sent, they went well.
  return sentOf(counts) - sentOf(released) > wanted ? 0 : wanted;
}

function sentOf({ applied, rejected, unknown }: Counts): number {
  return applied + rejected + unknown;
}
