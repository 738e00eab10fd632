import { monotonicMs } from "@aom-workflow/http/internal";
import type { ExecutionIds } from "../reader.ts";
import type { ExecutionState } from "../reading/execution-state.ts";
import type { Intended } from "../rules/allows.ts";

/** An action whose outcome is unknown. */
export interface UnresolvedAction extends Intended, ExecutionIds {
  /** The state before it, if it was read. */
  readonly before?: ExecutionState | undefined;
}

const key = Symbol.for("@aom-workflow/unresolved");

/** Attaches to an error the action that it is about, for {@link unresolvedOf}. It does not show. */
export function noteUnresolved(error: object, { action, nodeId, projectId, workflowId, executionId, before }: UnresolvedAction): void {
  const value = { action, nodeId, projectId, workflowId, executionId, before, notedAt: monotonicMs() };
  Object.defineProperty(error, key, { value, configurable: true });
}

/** The action that an error is about, and when it failed, by the monotonic clock; nothing for other errors. */
export function unresolvedOf(error: unknown): (UnresolvedAction & { readonly notedAt: number }) | undefined {
  return typeof error === "object" && error !== null ? (error as Record<symbol, never>)[key] : undefined;
}
