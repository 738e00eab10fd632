import { randomBytes } from "node:crypto";
import type { AnyCallError, Client, FailedHost, StoppedExecution, StoppedExecutionsOptions } from "@aom-workflow/client";
import { causeOf, hasCause, stoppedExecutions } from "@aom-workflow/client/executions";
import type { Entry, Journal } from "@aom-workflow/plan";
import { defaultLimit } from "../tool/definitions.ts";
import { isWithin, type Policy } from "../tool/policy.ts";
import { idsSeen, shownOr } from "../tool/present.ts";
import { adviceOn, type Next, reasonOf, refused, type ToolResult, toList } from "../tool/results.ts";
import { describeUnended, findUnended, type Unended } from "./unended.ts";

/** What the tools that read work with. */
export interface ReadSetup {
  readonly client: Client;
  readonly journal: Journal;
  readonly policy: Policy;
  /** Whose agent it is. */
  readonly who: string;
  /** Removes secrets from text that was read. */
  readonly redact: (text: string) => string;
  /** What the user types to log in again; undefined if no command helps. */
  readonly loginCommand: string | undefined;
  /** The rows that were listed before each cursor. */
  readonly pages: Map<string, ReadonlySet<string>>;
}

/** `list_stopped`. */
export async function listStopped(input: ListStoppedInput, setup: ReadSetup, signal: AbortSignal): Promise<ToolResult> {
  const { since, workflowId, nodeId, state, cause, limit = defaultLimit, cursor } = input;
  const { client, journal, policy, redact, pages } = setup;
  const started = since === undefined ? undefined : Date.parse(since);
  if (Number.isNaN(started)) return refused("since must be an ISO 8601 time, such as 2026-01-31T08:00:00Z.");
  const before = cursor === undefined ? new Set<string>() : pages.get(cursor);
  if (before === undefined) return refused("This cursor has expired: list from the start, without a cursor.");
  let isComplete = true;
  const reader = { ...client, warn: () => (isComplete = false) };
  const doubts = await journal.doubts();
  const listed = new Set(before);
  const items: object[] = [];
  let [unread, begun, hasMore] = [0, 0, false];
  let unreadError: AnyCallError | undefined;
  let next: readonly Next[] = [];
  const filter: StoppedExecutionsOptions = { since: started, workflow: workflowId, node: nodeId, status: state, signal };
  for await (const row of stoppedExecutions(reader, filter)) {
    if (!isWithin(policy, row.workflowId, row.workflowName)) continue;
    if (row.error !== undefined) {
      unread++;
      unreadError ??= row.error;
      continue;
    }
    const key = JSON.stringify([row.workflowId, row.executionId, row.nodeId]);
    if (before.has(key) || (cause !== undefined && !failedBy(cause, row.failedHosts, redact))) continue;
    hasMore = items.length >= limit;
    if (hasMore) break;
    listed.add(key);
    const unended = await unendedOf(row, doubts, setup, signal);
    if (items.length === 0) next = nextFor(row, unended);
    if (unended !== undefined) begun++;
    items.push(rowOf(row, unended, setup));
  }
  const isWhole = isComplete && unread === 0;
  const nextCursor = hasMore ? remember(listed, pages) : undefined;
  const more: Next = { tool: "list_stopped", arguments: { ...input, cursor: nextCursor }, why: "to get the next page" };
  // The workflow that was asked for may not exist.
  if (unreadError?.status === 404 && workflowId !== undefined && items.length === 0) next = [toList];
  const unreadText =
    unreadError && `${unread} could not be read: ${reasonOf(unreadError)}. ${adviceOn(unreadError, setup.loginCommand) ?? ""}`.trim();
  return {
    outcome: "read",
    mayHaveBeenDone: begun > 0,
    evidence: listText(items.length, begun, { hasMore, isWhole, isFirst: cursor === undefined, unreadText }, policy),
    next: hasMore ? [...next, more] : next,
    ...{ items, cursor: nextCursor, unread, complete: isWhole && !hasMore },
  };
}

interface ListStoppedInput {
  readonly since?: string;
  readonly workflowId?: string;
  readonly nodeId?: string;
  readonly state?: "failed" | "paused" | "waiting-for-approval" | "unknown";
  readonly cause?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

function listText(
  count: number,
  begun: number,
  {
    hasMore,
    isWhole,
    isFirst,
    unreadText,
  }: Readonly<Record<"hasMore" | "isWhole" | "isFirst", boolean>> & { readonly unreadText: string | undefined },
  policy: Policy,
): string {
  const found =
    count === 0
      ? isFirst
        ? "Nothing stopped was found."
        : "There is nothing more."
      : `${count} stopped ${count === 1 ? "node" : "nodes"}.`;
  return [
    found,
    begun > 0 && begunText(begun),
    hasMore && "There are more: pass cursor for the next page, or filter.",
    !isWhole && "The list may be incomplete.",
    unreadText,
    policy.workflow !== undefined && `Only workflows that match ${JSON.stringify(policy.workflow)} are shown.`,
  ]
    .filter(Boolean)
    .join(" ");
}

const mostPages = 100;

/** Requesting a page twice returns the same page: executions that stop or move on in between neither repeat a row nor skip one. @returns the cursor after these rows */
function remember(listed: ReadonlySet<string>, pages: Map<string, ReadonlySet<string>>): string {
  const cursor = randomBytes(6).toString("hex");
  pages.set(cursor, listed);
  for (const oldest of pages.keys()) if (pages.size > mostPages) pages.delete(oldest);
  return cursor;
}

async function unendedOf(
  { workflowId, executionId, nodeId }: StoppedExecution,
  doubts: readonly Entry[],
  { client, journal, who }: ReadSetup,
  signal: AbortSignal,
): Promise<Unended | undefined> {
  if (nodeId === undefined) return undefined;
  const entry = await findUnended(doubts, { workflowId, executionId, nodeId }, client, signal);
  return entry && describeUnended(entry, { journal, who });
}

function rowOf(row: StoppedExecution, unended: Unended | undefined, { policy, redact }: ReadSetup): object {
  const { workflowId, executionId, nodeId, state, since, actions, workflowName, nodeName, word, failedHosts } = row;
  return {
    ...idsSeen({ workflowId, executionId, nodeId }),
    state,
    since: since?.toISOString(),
    actions: possible(actions, policy, unended),
    ...unended?.part,
    untrusted: {
      workflowName: shownOr(workflowName),
      nodeName: shownOr(nodeName),
      word: shownOr(word),
      ...(policy.logs && { cause: shownOr(causeOf(failedHosts, redact), 300) }),
    },
  };
}

/** Is a cause the one that is looked for, as it is shown or as its line reads in the log? */
function failedBy(cause: string, hosts: readonly FailedHost[], redact: (text: string) => string): boolean {
  if (hasCause(cause, causeOf(hosts, redact))) return true;
  const line = hosts.find(({ lastLine }) => lastLine !== undefined)?.lastLine;
  return line !== undefined && oneLine(redact(line)).includes(oneLine(cause));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").toLowerCase();
}

/** The possible actions, and whether the agent may plan them. Nothing is allowed while an earlier action has no outcome. */
export function possible(
  actions: readonly { readonly action: Policy["allow"][number] }[],
  { allow }: Policy,
  unended: Unended | undefined,
): readonly object[] {
  return actions.map(({ action }) => ({ action, allowed: unended === undefined && allow.includes(action) }));
}

function nextFor({ workflowId, executionId }: StoppedExecution, unended: Unended | undefined): readonly Next[] {
  const ids = idsSeen({ workflowId, executionId });
  const look: Next = { tool: "get_execution", arguments: ids, why: "to see why it stopped" };
  return [...(unended?.next ?? []), ...(Object.keys(ids).length === 2 ? [look] : [])];
}

export function begunText(count: number): string {
  return `${count === 1 ? "An action" : `${count} actions`} may already have been done: see inDoubt and beingSent.`;
}
