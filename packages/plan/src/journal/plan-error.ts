/** Why a plan, or its journal, cannot be used. Nothing was sent. */
export class PlanError extends Error {
  /**
   * - `invalid-plan`: a line that cannot be read or was changed; `lines` has their numbers;
   * - `other-journal`: the journal is missing, is another one, or was begun on another host;
   * - `invalid-journal`: it cannot be read or written, or is damaged;
   * - `held`: a person has to look first, and release the plan.
   */
  readonly code: "invalid-plan" | "other-journal" | "invalid-journal" | "held";
  /** Lines that are wrong, counted from 1. */
  readonly lines: readonly number[];

  constructor(code: PlanError["code"], message: string, { lines = [], cause }: { lines?: readonly number[]; cause?: unknown } = {}) {
    super(message, { cause });
    this.name = "PlanError";
    this.code = code;
    this.lines = lines;
  }
}

/** Is it one of these, also from another copy of this package? */
export function isPlanError(error: unknown): error is PlanError {
  return Object(error).name === "PlanError";
}
