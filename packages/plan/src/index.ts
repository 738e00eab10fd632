export { type Acted, type ActingClient, type ActOnceOptions, actOnce, freshMs } from "./act-once.ts";
export { keyOf, type PlannedAction, type Seen, seenOf, type Target } from "./action.ts";
export { applyPlan } from "./apply-plan.ts";
export type { ApplyOptions } from "./course.ts";
export {
  type Claim,
  type Counts,
  type Ending,
  type Entry,
  type Intent,
  type Journal,
  type Mark,
  type PlanMark,
  recordDoubt,
  type Settlement,
  type Watched,
} from "./journal.ts";
export type { Limits } from "./limits.ts";
export { type MadePlan, type MakePlanOptions, makePlan, type Selected, selectStopped } from "./make-plan.ts";
export { memoryJournal } from "./memory-journal.ts";
export type { Plan, PlanHeader } from "./plan.ts";
export { isPlanError, PlanError } from "./plan-error.ts";
export { readPlan } from "./plan-text.ts";
export type { Report } from "./report.ts";
export { readSelection } from "./selection-text.ts";
