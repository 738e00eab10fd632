export { type ActingClient, type ActOnceOptions, actOnce, readOutcome } from "./apply/act-once.ts";
export type { Acted } from "./apply/acted.ts";
export type { ApplyOptions, Delay } from "./apply/apply-options.ts";
export { applyPlan, checkPlan } from "./apply/apply-plan.ts";
export type { Limits } from "./apply/limits.ts";
export { ApplyError, countOutcomes, nextStepOf, type OutcomeCounts, type Report, type Verdict, verdictOf } from "./apply/report.ts";
export { countEntries, type Standing, standingOf } from "./apply/standing.ts";
export { isAbout, keyOf, type PlannedAction, plannable, type Seen, seenOf, type Target } from "./journal/action.ts";
export {
  type Approval,
  type Claim,
  type Counts,
  type Ending,
  type Entry,
  type Intent,
  type Journal,
  type Mark,
  type PlanMark,
  type PruneMark,
  type Pruning,
  type ReadableJournal,
  recordDoubt,
  type Settlement,
  type Watched,
} from "./journal/journal.ts";
export { memoryJournal } from "./journal/memory-journal.ts";
export { isPlanError, PlanError } from "./journal/plan-error.ts";
export type { Text } from "./plan/lines.ts";
export {
  type LeftOut,
  type MadePlan,
  type MakePlanOptions,
  makePlan,
  type Selected,
  type SelectStoppedOptions,
  selectStopped,
} from "./plan/make-plan.ts";
export { dueOf, type Plan, type PlanHeader } from "./plan/plan.ts";
export { planLines, readPlan } from "./plan/plan-text.ts";
export { readSelection } from "./plan/selection-text.ts";
