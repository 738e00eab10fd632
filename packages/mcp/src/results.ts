import type { AnyCallError } from "@aom-workflow/client";
import { type Acted, countOutcomes } from "@aom-workflow/plan";
import { mostListed, type outcomes, type ToolName } from "./definitions.ts";
import { shown } from "./present.ts";

/** What to call next, and why. */
export interface Next {
  readonly tool: ToolName;
  readonly arguments: object;
  readonly why: string;
}

/** The structured content of every result. */
export interface ToolResult {
  readonly outcome: (typeof outcomes)[number];
  readonly mayHaveBeenDone: boolean;
  /** What is known, as a sentence of ours. */
  readonly evidence: string;
  readonly next: readonly Next[];
  readonly [more: string]: unknown;
}

/** A refusal: nothing was sent. @param more besides what every result has */
export function refused(evidence: string, more: { readonly next?: readonly Next[]; readonly [name: string]: unknown } = {}): ToolResult {
  return { outcome: "not-sent", mayHaveBeenDone: false, evidence, next: [], ...more };
}

/** A reading that failed. It did nothing, whatever became of the request. */
export function unreadable(error: AnyCallError): ToolResult {
  const outcome = error.outcome === "rejected" ? "rejected" : "not-sent";
  const status = error.status === undefined ? "" : ` (status ${error.status})`;
  const advice = adviceFor[error.status ?? 0] ?? "Reading changes nothing, so it may be tried again.";
  return refused(`It could not be read: ${error.code}${status}. ${advice}`, {
    outcome,
    untrusted: { message: shown(error.summary, 500) },
  });
}

/** What helps where the same call would fail again. */
const adviceFor: Readonly<Record<number, string>> = {
  401: "The credentials are refused: ask the user to log in and start this server again.",
  403: "The credentials do not allow it: tell the user.",
  404: "It was not found: take the ids from list_stopped.",
};

/**
 * As the protocol wants it. What was not done is an error, for a model to correct; what may have been done is none, since it must not be tried again.
 *
 * @param isReport the call did what it is for, however the plan stands
 */
export function asCallResult(result: ToolResult, isReport = false) {
  const isError = !isReport && (result.outcome === "rejected" || result.outcome === "not-sent");
  return {
    content: [{ type: "text" as const, text: JSON.stringify(result) }],
    structuredContent: { ...result },
    ...(isError && { isError }),
  };
}

/** How many actions of a plan ended how. They add up to `planned`. */
export function countsOf(acted: readonly Acted[]) {
  return { planned: acted.length, ...countOutcomes(acted.map(({ outcome }) => outcome)) };
}

/** The outcome of a plan: doubt before all else, then whether everything was done, or something. */
export function outcomeOf({ planned, applied, rejected, unknown }: ReturnType<typeof countsOf>): ToolResult["outcome"] {
  if (unknown > 0) return "unknown";
  if (applied > 0) return applied === planned ? "applied" : "incomplete";
  return rejected > 0 ? "rejected" : "not-sent";
}

/** Counts as a sentence. @param isClosed nothing more is sent, ever */
export function countsText({ planned, ...counts }: ReturnType<typeof countsOf>, isClosed: boolean): string {
  const words = isClosed ? { ...names, left: "will not be sent" } : names;
  const parts = Object.entries(counts).flatMap(([name, count]) => (count > 0 ? [`${count} ${words[name as keyof typeof names]}`] : []));
  return `Of ${planned} ${planned === 1 ? "action" : "actions"}: ${parts.join(", ")}.`;
}

const names = {
  applied: "applied",
  rejected: "rejected by the service",
  unknown: "in doubt (may have been done)",
  stale: "not sent, since the execution changed",
  left: "not sent yet",
};

/** Each action with how it ended: those in doubt first, since a list may be cut off. */
export function itemsOf(acted: readonly Acted[]): readonly object[] {
  const rank = { unknown: 0, rejected: 1, stale: 2, left: 3, applied: 4 };
  return acted
    .toSorted((one, other) => rank[one.outcome] - rank[other.outcome])
    .slice(0, mostListed)
    .map(({ action: { action, workflowId, executionId, nodeId }, outcome, reason, since }) => ({
      ...{ action, workflowId, executionId, nodeId, outcome },
      ...(since !== undefined && { since: new Date(since).toISOString() }),
      // It may repeat what the service said.
      ...(reason !== undefined && { untrusted: { reason: shown(reason, 300) } }),
    }));
}
