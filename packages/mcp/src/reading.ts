import type { Client, ExecutionState, FailedHost, StoppedExecutionsOptions, UnreadExecution } from "@aom-workflow/client";
import { causeOf, readState, stoppedExecutions, waitingFor } from "@aom-workflow/client/executions";
import { mostListed } from "./definitions.ts";
import { isWithin, type Policy } from "./policy.ts";
import { idsSeen, shownOr } from "./present.ts";
import { refused, type ToolResult, unreadable } from "./results.ts";

/** What the reading tools work with. */
export interface Reading {
  readonly client: Client;
  readonly policy: Policy;
  /** Takes secrets out of what was read. */
  readonly redact: (text: string) => string;
}

/** `list_stopped`. */
export async function listStopped(
  { since, workflowId, nodeId, state, limit = 20 }: ListStoppedInput,
  { client, policy, redact }: Reading,
  signal: AbortSignal,
): Promise<ToolResult> {
  const started = since === undefined ? undefined : Date.parse(since);
  if (Number.isNaN(started)) return refused("since must be a time of ISO 8601, such as 2026-01-31T08:00:00Z.");
  let complete = true;
  const reader = { ...client, warn: () => (complete = false) };
  const items: object[] = [];
  const unread: UnreadExecution[] = [];
  let more = false;
  const filter: StoppedExecutionsOptions = { since: started, workflow: workflowId, node: nodeId, status: state, signal };
  for await (const row of stoppedExecutions(reader, filter)) {
    if (!isWithin(policy, row.workflowId, row.workflowName)) continue;
    if (row.error !== undefined) unread.push(row);
    else if (items.length >= limit) {
      more = true;
      break;
    } else {
      const { workflowId, executionId, nodeId, state, since, actions, workflowName, nodeName, word, failedHosts } = row;
      items.push({
        ...idsSeen({ workflowId, executionId, nodeId }),
        state,
        since: since?.toISOString(),
        actions: possible(actions, policy),
        untrusted: {
          workflowName: shownOr(workflowName),
          nodeName: shownOr(nodeName),
          word: shownOr(word),
          ...(policy.logs && { cause: shownOr(causeOf(failedHosts, redact), 300) }),
        },
      });
    }
  }
  const scope = policy.workflow === undefined ? "" : ` Only workflows that match ${JSON.stringify(policy.workflow)} are shown.`;
  const isWhole = complete && unread.length === 0;
  const found =
    items.length === 0 ? "Nothing that waits was found." : `${items.length} ${items.length === 1 ? "node waits" : "nodes wait"}.`;
  const { workflowId: firstOf, executionId: first } = (items[0] ?? {}) as Partial<Record<string, string>>;
  return {
    outcome: "read",
    mayHaveBeenDone: false,
    evidence: `${found}${more ? " There are more: narrow the filters." : ""}${isWhole ? "" : " The list may be incomplete."}${scope}`,
    next:
      firstOf === undefined || first === undefined
        ? []
        : [{ tool: "get_execution", arguments: { workflowId: firstOf, executionId: first }, why: "to see why it waits" }],
    ...{ items, more, unread: unread.length, complete: isWhole && !more },
  };
}

interface ListStoppedInput {
  readonly since?: string;
  readonly workflowId?: string;
  readonly nodeId?: string;
  readonly state?: "failed" | "paused" | "waiting-for-approval" | "unknown";
  readonly limit?: number;
}

/** `get_execution`. What the workflow was given as `input` is never part of it. */
export async function getExecution(
  { workflowId, executionId, logs = false }: { readonly workflowId: string; readonly executionId: string; readonly logs?: boolean },
  { client, policy, redact }: Reading,
  signal: AbortSignal,
): Promise<ToolResult> {
  const reading = await readState(client, { workflowId, executionId }, { signal });
  if (!reading.ok) return unreadable(reading.error);
  const { state } = reading;
  if (!isWithin(policy, workflowId, state.workflowName))
    return refused(`Only workflows that match ${JSON.stringify(policy.workflow)} may be read here.`);
  const actions = waitingFor(state).flatMap(({ node, actions }) =>
    node ? [{ ...idsSeen({ nodeId: node.id }), actions: possible(actions, policy) }] : [],
  );
  return {
    outcome: "read",
    mayHaveBeenDone: false,
    evidence: `The execution is ${state.meaning}${state.readAt ? `, read at ${state.readAt.toISOString()}` : ""}.`,
    next: [],
    state: state.meaning,
    nodes: state.nodes.slice(0, mostListed).map((node) => nodeOf(node, policy.logs, policy.logs && logs, redact)),
    actions,
    untrusted: { workflowName: shownOr(state.workflowName), word: shownOr(state.word), startedBy: shownOr(state.startedBy) },
  };
}

function nodeOf(
  { id, name, word, kind, meaning, startedAt, endedAt, failedHosts }: ExecutionState["nodes"][number],
  causes: boolean,
  logs: boolean,
  redact: (text: string) => string,
): object {
  return {
    ...idsSeen({ nodeId: id }),
    ...{ kind, state: meaning },
    startedAt: startedAt?.toISOString(),
    endedAt: endedAt?.toISOString(),
    untrusted: {
      name: shownOr(name),
      word: shownOr(word),
      ...(causes && { cause: shownOr(causeOf(failedHosts, redact), 300) }),
      ...(logs && failedHosts.length > 0 && { hosts: failedHosts.slice(0, 20).map((host) => hostOf(host, redact)) }),
    },
  };
}

/** A host in less than 2 kB: five texts, of which two are lines of a log. */
function hostOf({ name, id, ip, exitCode, firstLine, lastLine }: FailedHost, redact: (text: string) => string): object {
  const line = (text: string | undefined) => shownOr(text === undefined ? undefined : redact(text));
  return {
    host: shownOr(name ?? id ?? ip, 64),
    exitCode: shownOr(exitCode, 16),
    firstLine: line(firstLine),
    lastLine: line(lastLine),
  };
}

/** What could be done, and whether the agent may plan it. */
function possible(actions: readonly { readonly action: Policy["allow"][number] }[], { allow }: Policy): readonly object[] {
  return actions.map(({ action }) => ({ action, allowed: allow.includes(action) }));
}
