import { isPlanError, PlanError } from "../journal/plan-error.ts";

export function noJournal(path: string, cause?: unknown): PlanError {
  return new PlanError("other-journal", `There is no journal at ${path}. Without it nobody knows what was done.`, { cause });
}

export function closed(path: string): PlanError {
  return new PlanError("invalid-journal", `The journal ${path} is being pruned, or was not pruned to the end. Prune it again.`);
}

/** What went wrong, as an error of this package. */
export function unusable(path: string, error: unknown): PlanError {
  if (isPlanError(error)) return error;
  return new PlanError("invalid-journal", `The journal ${path} cannot be used: ${messageOf(error)}`, { cause: error });
}

export function messageOf(error: unknown): string {
  return String(Object(error).message ?? error);
}
