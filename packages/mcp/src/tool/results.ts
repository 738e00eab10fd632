import type { AnyCallError } from "@aom-workflow/client";
import type { Acted } from "@aom-workflow/plan";
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
  /** What is known, in our own words. */
  readonly evidence: string;
  readonly next: readonly Next[];
  readonly [more: string]: unknown;
}

/** A refusal: nothing was sent. @param more fields besides those of every result */
export function refused(evidence: string, more: { readonly next?: readonly Next[]; readonly [name: string]: unknown } = {}): ToolResult {
  return { outcome: "not-sent", mayHaveBeenDone: false, evidence, next: [], ...more };
}

/** A read that failed. It changed nothing, whatever its outcome. @param loginCommand as in `ServeOptions` */
export function unreadable(error: AnyCallError, loginCommand: string | undefined): ToolResult {
  const again = error.retryable
    ? "A read changes nothing, so you can try again."
    : "The same call would probably fail again: tell the user.";
  const advice = adviceOn(error, loginCommand) ?? again;
  const isAboutIds = error.status === 404 || error.code === "invalid-input";
  return refused(`It could not be read: ${reasonOf(error)}. ${advice}`, {
    outcome: error.outcome === "rejected" ? "rejected" : "not-sent",
    next: isAboutIds ? [toList] : [],
    ...(isRefusedLogin(error) && { command: loginCommand }),
    untrusted: { message: shown(error.summary, 500) },
  });
}

/** Why a call failed, in our words. */
export function reasonOf({ code, status }: AnyCallError): string {
  return status === undefined ? code : `${code} (status ${status})`;
}

/** Waiting for the answer to a question that is open. */
export function toWait(planId: string): Next {
  return { tool: "apply_plan", arguments: { planId }, why: "to wait for the answer of the user, who is not asked again" };
}

/** Where ids come from. */
export const toList: Next = { tool: "list_stopped", arguments: {}, why: "to get ids that exist" };

/** What to do if the same call would fail again. */
export function adviceOn(error: AnyCallError, loginCommand: string | undefined): string | undefined {
  if (isRefusedLogin(error)) {
    const how = loginCommand === undefined ? "" : ` (${loginCommand})`;
    return `The credentials were refused. The user has to renew them${how} and restart this server.`;
  }
  if (error.status === 403) return "The credentials do not allow it. Tell the user.";
  if (error.code === "invalid-input") return "The ids are not valid: take them from list_stopped.";
  return error.status === 404 ? "It was not found: take the ids from list_stopped." : undefined;
}

function isRefusedLogin({ status, code }: AnyCallError): boolean {
  return status === 401 || code === "authentication";
}

/**
 * A result in the form of the protocol. An action that was not done is an error, which models correct; one that may have been done is not, since it must not be tried again.
 *
 * @param isReport whether the call only reports, which succeeds whatever the state of the plan
 */
export function asCallResult(result: ToolResult, isReport = false) {
  const isError = !isReport && (result.outcome === "rejected" || result.outcome === "not-sent");
  return {
    content: [{ type: "text" as const, text: JSON.stringify(result) }],
    structuredContent: { ...result },
    ...(isError && { isError }),
  };
}

/** An action of a plan, how it ended, and what to say about that. */
export interface Item extends Pick<Acted, "action" | "since"> {
  readonly end: Acted["outcome"] | "done" | "beingSent";
  /** Who did it, if it was not this plan: `plan k3f9ab`. */
  readonly doneBy?: string | undefined;
  /** Whether its effect was seen, which another action may have caused, and the service did not confirm it. */
  readonly isSeenOnly?: boolean;
  /** What the journal says about it, which may repeat text from the service. */
  readonly said?: string | undefined;
}

/** How many actions of a plan ended how. The counts add up to `planned`. */
export function countsOf(items: readonly Item[]) {
  const counts = { planned: items.length, applied: 0, done: 0, rejected: 0, unknown: 0, beingSent: 0, stale: 0, left: 0 };
  for (const { end } of items) counts[end]++;
  return counts;
}

export type Counts = ReturnType<typeof countsOf>;

/** Whether an action may have been done without an outcome. */
export function mayHaveBeenDone({ unknown, beingSent }: Counts): boolean {
  return unknown + beingSent > 0;
}

/** The outcome of a plan: doubt comes first, then whether all actions were done, or some. */
export function outcomeOf(counts: Counts): ToolResult["outcome"] {
  const { planned, applied, done, rejected } = counts;
  if (mayHaveBeenDone(counts)) return "unknown";
  if (applied + done > 0) return applied + done === planned ? "applied" : "incomplete";
  return rejected > 0 ? "rejected" : "not-sent";
}

/** Counts as a sentence. @param isClosed whether nothing more will be sent @param items the actions, if all are known */
export function countsText({ planned, ...counts }: Counts, isClosed: boolean, items: readonly Item[] = []): string {
  const doers = new Set(items.flatMap(({ doneBy }) => doneBy ?? []));
  const words = {
    applied: "applied",
    done: `already done by ${doers.size === 1 ? [...doers][0] : "other plans"}`,
    rejected: "rejected by the service",
    unknown: "in doubt (may have been done)",
    beingSent: "being sent now",
    stale: "not sent because the execution changed",
    left: isClosed ? "will not be sent" : "not sent yet",
  };
  const parts = Object.entries(counts).flatMap(([end, count]) => (count > 0 ? [`${count} ${words[end as keyof typeof words]}`] : []));
  return `Of ${planned} ${planned === 1 ? "action" : "actions"}: ${parts.join(", ")}.`;
}

/** The items as rows, those in doubt first, since the list may be cut off. @param doubtCommand as in `ServeOptions` */
export function rowsOf(items: readonly Item[], doubtCommand: (action: Item["action"]) => string): readonly object[] {
  const rank = { unknown: 0, beingSent: 1, rejected: 2, stale: 3, left: 4, done: 5, applied: 6 };
  return items
    .toSorted((one, other) => rank[one.end] - rank[other.end])
    .slice(0, mostListed)
    .map(({ action, end, doneBy, since, said, isSeenOnly }) => ({
      ...idsOf(action),
      outcome: outcomeFor[end] ?? end,
      ...(end === "beingSent" && { beingSent: true }),
      ...(end === "unknown" && { command: doubtCommand(action) }),
      ...(doneBy !== undefined && { doneBy }),
      ...(isSeenOnly && { by: "this-or-another" }),
      ...(since !== undefined && { since: new Date(since).toISOString() }),
      ...(said !== undefined && { untrusted: { reason: shown(said, 300) } }),
    }));
}

function idsOf({ action, workflowId, executionId, nodeId }: Item["action"]) {
  return { action, workflowId, executionId, nodeId };
}

const outcomeFor: Partial<Record<Item["end"], Acted["outcome"]>> = { done: "applied", beingSent: "unknown" };
