import type { PlannedAction } from "../journal/action.ts";
import { PlanError } from "../journal/plan-error.ts";
import type { Acted } from "./act-once.ts";

/** What became of a plan. The counts add up: planned = applied + rejected + unknown + stale + left. */
export interface Report {
  readonly plan: string;
  readonly planned: number;
  /** Confirmed by the service, or found by reading. */
  readonly applied: number;
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
  /** Why it ended before everything was looked at. */
  readonly stopped: string | undefined;
  /** How many of what ended alike, the most first; without those that were applied. */
  readonly causes: readonly { readonly outcome: Acted["outcome"]; readonly reason: string; readonly count: number }[];
  /** Each action that is in doubt, and since when, in milliseconds since 1970. */
  readonly doubts: readonly { readonly action: PlannedAction; readonly since: number | undefined }[];
}

/** Applying a plan ended because its journal failed: nothing more was sent. */
export class ApplyError extends PlanError {
  /** What is known all the same. What the journal lacks of it is in doubt when the plan is applied again. */
  readonly report: Report;

  constructor({ code, message, lines }: PlanError, report: Report) {
    super(code, message, { lines });
    this.report = report;
  }
}

/** Puts the last word about each action together. What nothing is known of is left. */
export function reportOf(
  plan: string,
  actions: readonly PlannedAction[],
  ended: ReadonlyMap<PlannedAction, Acted>,
  { held, stopped }: Pick<Report, "held" | "stopped">,
): Report {
  const counts = { applied: 0, rejected: 0, unknown: 0, stale: 0, left: 0 };
  const causes = new Map<string, { outcome: Acted["outcome"]; reason: string; count: number }>();
  const doubts: { action: PlannedAction; since: number | undefined }[] = [];
  let sent = 0;
  for (const action of actions) {
    const { outcome, reason, since, isSent } = ended.get(action) ?? unseen;
    counts[outcome]++;
    if (isSent) sent++;
    if (outcome === "unknown") doubts.push({ action, since });
    if (outcome === "applied") continue;
    const text = reason ?? "It was not looked at.";
    const cause = causes.get(`${outcome} ${text}`) ?? { outcome, reason: text, count: 0 };
    cause.count++;
    causes.set(`${outcome} ${text}`, cause);
  }
  const byCount = [...causes.values()].toSorted((one, other) => other.count - one.count);
  return { plan, planned: actions.length, ...counts, sent, held, stopped, causes: byCount, doubts };
}

const unseen = { outcome: "left", reason: undefined, since: undefined, isSent: false } as const;
