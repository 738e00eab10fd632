/**
 * What became of the operation.
 *
 * - `applied`: the service says that it moved the run on;
 * - `rejected`: the service or its gateway says that it did not do it;
 * - `not-sent`: no byte of the request can have been processed;
 * - `unknown`: everything else. It may have been applied, so look at the state of the run before trying again.
 */
export type Outcome = "applied" | FailureOutcome;

/** What may have become of an operation that did not succeed. */
export type FailureOutcome = "rejected" | "not-sent" | "unknown";

const byDoubt: readonly FailureOutcome[] = ["not-sent", "rejected", "unknown"];

/** The outcome of a call out of those of its attempts: once one may have been applied, no later answer takes that back. */
export function outcomeOfCall(attempts: readonly FailureOutcome[]): FailureOutcome {
  return byDoubt.findLast((outcome) => attempts.includes(outcome)) ?? "not-sent";
}
