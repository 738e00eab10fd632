import type { PlannedAction } from "../journal/action.ts";
import { PlanError } from "../journal/plan-error.ts";
import type { Acted } from "./acted.ts";

/** How a plan ended. The counts add up: planned = applied + rejected + unknown + stale + left. */
export interface Report {
  readonly plan: string;
  readonly planned: number;
  /** Confirmed by the service, or its effect was read later. */
  readonly applied: number;
  /** How many of these were found by reading: caused by this plan or by another. */
  readonly resolved: number;
  readonly rejected: number;
  /** In doubt: it may have been done. */
  readonly unknown: number;
  /** Not sent: the execution was no longer as planned. */
  readonly stale: number;
  /** Not sent yet: nothing was done. */
  readonly left: number;
  /** Requests that this run sent. */
  readonly sent: number;
  /** Why nothing more is sent until a person releases the plan. */
  readonly held: string | undefined;
  /** Why it stopped early. */
  readonly stopped: string | undefined;
  /** Outcomes grouped by reason, most frequent first, without `applied`. */
  readonly causes: readonly { readonly outcome: Acted["outcome"]; readonly reason: string; readonly count: number }[];
  /** Each action that is in doubt, and since when, in milliseconds since 1970. */
  readonly doubts: readonly { readonly action: PlannedAction; readonly since: number | undefined }[];
  /** Each action that was rejected, or was applied and waited for and did not end well, and why. */
  readonly failures: readonly { readonly action: PlannedAction; readonly reason: string }[];
}

/** How many actions ended how. */
export type OutcomeCounts = Readonly<Record<Acted["outcome"], number>>;

/** Counts outcomes. */
export function countOutcomes(outcomes: Iterable<Acted["outcome"]>): OutcomeCounts {
  const counts = { applied: 0, rejected: 0, unknown: 0, stale: 0, left: 0 };
  for (const outcome of outcomes) counts[outcome]++;
  return counts;
}

/** The most important fact about a plan: the first of these that applies. */
export type Verdict = "in-doubt" | "held" | "stopped" | "incomplete" | "left" | "applied";

/**
 * The most important fact about a plan: doubt first; `incomplete` if an action was rejected or is stale, `left` if the same plan can be continued.
 */
export function verdictOf({ unknown, held, stopped, rejected, stale, left }: Report): Verdict {
  if (unknown > 0) return "in-doubt";
  if (held !== undefined) return "held";
  if (stopped !== undefined) return "stopped";
  if (rejected + stale > 0) return "incomplete";
  return left > 0 ? "left" : "applied";
}

/** What to do next with a plan; undefined if it is done. Planning actions in doubt again comes last, when nothing else is left. */
export function nextStepOf({ held, left, stopped, unknown }: Report): "release" | "continue" | "plan-doubt" | undefined {
  if (held !== undefined) return "release";
  if (left > 0 || stopped !== undefined) return "continue";
  return unknown > 0 ? "plan-doubt" : undefined;
}

/** Applying a plan ended because its journal failed: nothing more was sent. */
export class ApplyError extends PlanError {
  /** Everything that is known. Actions whose outcome could not be recorded are in doubt when the plan is applied again. */
  readonly report: Report;

  constructor({ code, message, lines }: PlanError, report: Report) {
    super(code, message, { lines });
    this.report = report;
  }
}

/** Sums up the outcomes of all actions. An action without one is `left`. */
export function reportOf(
  plan: string,
  actions: readonly PlannedAction[],
  ended: ReadonlyMap<PlannedAction, Acted>,
  { held, stopped }: Pick<Report, "held" | "stopped">,
): Report {
  const outcomes: Acted["outcome"][] = [];
  const causes = new Map<string, { outcome: Acted["outcome"]; reason: string; count: number }>();
  const doubts: { action: PlannedAction; since: number | undefined }[] = [];
  const failures: { action: PlannedAction; reason: string }[] = [];
  let [sent, resolved] = [0, 0];
  for (const action of actions) {
    const { outcome, reason = "It was not looked at.", since, isSent, isGood, by } = ended.get(action) ?? unseen;
    outcomes.push(outcome);
    if (isSent) sent++;
    if (by !== undefined) resolved++;
    if (outcome === "unknown") doubts.push({ action, since });
    if (outcome === "rejected" || isGood === false) failures.push({ action, reason });
    if (outcome === "applied") continue;
    const cause = causes.get(`${outcome} ${reason}`) ?? { outcome, reason, count: 0 };
    cause.count++;
    causes.set(`${outcome} ${reason}`, cause);
  }
  const byCount = [...causes.values()].toSorted((one, other) => other.count - one.count);
  return { plan, planned: actions.length, ...countOutcomes(outcomes), resolved, sent, held, stopped, causes: byCount, doubts, failures };
}

const unseen = { outcome: "left", reason: undefined, since: undefined, isSent: false, isGood: undefined, by: undefined } as const;
