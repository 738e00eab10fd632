import type { WorkflowOperationAction } from "@aom-workflow/client";

/** Why a plan, or its journal, cannot be used. Nothing was sent. */
export class PlanError extends Error {
  /**
   * - `invalid-plan`: a line that cannot be read or was changed; `lines` has their numbers;
   * - `other-journal`: the journal is missing, or is another one;
   * - `other-host`: it belongs to another host, and was not taken over;
   * - `invalid-journal`: it cannot be read or written, or is damaged;
   * - `held`: a person has to look first, and release the plan;
   * - `closed`: it was declined or closed, and nothing of it is sent any more.
   */
  readonly code: "invalid-plan" | "other-journal" | "other-host" | "invalid-journal" | "held" | "closed";
  /** Lines that are wrong, counted from 1. */
  readonly lines: readonly number[];
  /** What is left of a plan that was changed: `readSelection` takes it, without the lines that are wrong. Nothing where no action is left. */
  readonly rest: { readonly action: WorkflowOperationAction; readonly path?: string | undefined } | undefined;

  constructor(code: PlanError["code"], message: string, { lines = [], rest, cause }: PlanErrorDetails = {}) {
    super(message, { cause });
    this.name = "PlanError";
    this.code = code;
    this.lines = lines;
    this.rest = rest;
  }
}

/** Is it one of these, also from another copy of this package? */
export function isPlanError(error: unknown): error is PlanError {
  return Object(error).name === "PlanError";
}

export interface PlanErrorDetails {
  readonly lines?: readonly number[];
  readonly rest?: PlanError["rest"];
  readonly cause?: unknown;
}

/** Whoever applies a plan on another machine may have forgotten the variable. */
export const nameJournal = "Pass the journal that the plan was made with, by --journal or AOM_WORKFLOW_JOURNAL.";
