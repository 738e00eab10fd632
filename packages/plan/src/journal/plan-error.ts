import type { WorkflowOperationAction } from "@aom-workflow/client";

/** A plan or its journal cannot be used. Nothing was sent. */
export class PlanError extends Error {
  /**
   * - `invalid-plan`: lines cannot be read or were changed; `lines` has their numbers;
   * - `other-journal`: the journal is missing, or is another one;
   * - `other-host`: the journal belongs to another host and was not taken over;
   * - `invalid-journal`: it cannot be read or written, or is damaged;
   * - `held`: a person has to check and release the plan first;
   * - `closed`: the plan was declined or closed; nothing more of it is sent.
   */
  readonly code: "invalid-plan" | "other-journal" | "other-host" | "invalid-journal" | "held" | "closed";
  /** Lines that are wrong, counted from 1. */
  readonly lines: readonly number[];
  /** What can still be planned from a changed plan, by `readSelection`, without the wrong lines. Undefined if no action is left. */
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

/** For a plan that is applied on another machine, where the variable may be missing. */
export const nameJournal = "Pass the journal that the plan was made with, by --journal or AOM_WORKFLOW_JOURNAL.";
