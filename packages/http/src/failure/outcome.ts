import type { Effect } from "@aom-workflow/types";

/**
 * The outcome of an operation.
 *
 * - `applied`: the service says that it did it;
 * - `rejected`: the service or its gateway says that it did not do it;
 * - `not-sent`: no byte of the request can have been processed;
 * - `unknown`: everything else. It may have been applied, so look before you try again.
 */
export type Outcome = "applied" | FailureOutcome;

/** The outcome of an operation that did not succeed. */
export type FailureOutcome = "rejected" | "not-sent" | "unknown";

// Stryker disable next-line ArrayDeclaration,StringLiteral: a constant of the module, read before the change.
const byDoubt: readonly FailureOutcome[] = ["not-sent", "rejected", "unknown"];

/** The outcome of a call from those of its attempts: once one may have been applied, no later response changes that. */
export function outcomeOfCall(attempts: readonly FailureOutcome[]): FailureOutcome {
  return byDoubt.findLast((outcome) => attempts.includes(outcome)) ?? "not-sent";
}

/** A sentence for each outcome of a failure. */
export const consequences = {
  "not-sent": "Nothing was sent.",
  rejected: "Nothing was done.",
  unknown: "The operation may have been applied.",
} as const satisfies Readonly<Record<FailureOutcome, string>>;

/** The sentence for an operation with this effect. */
export function consequenceOf(outcome: FailureOutcome, effect: Effect): string {
  return outcome === "unknown" && effect === "none" ? "It only reads, so nothing was changed." : consequences[outcome];
}

/** May a request be sent twice? Only if its effect says so: any unknown word counts as `once`. */
export function isRepeatable(effect: Effect | undefined): boolean {
  return effect === "none" || effect === "idempotent";
}
