import { currentNode, type Execution, type NodeRun } from "./execution.ts";
import type { NodeSeed, WorkingNode } from "./seed.ts";

/** The execution once everything that was due has happened, each thing at its own time. */
export function settle(execution: Execution, now: number): Execution {
  let settled = execution;
  while (settled.dueAt !== undefined && settled.dueAt <= now) settled = happen(settled, settled.dueAt);
  return settled;
}

/** A node begins – for the first time or again – or, past the last one, the execution ends. */
export function begin(execution: Execution, at: number, now: number): Execution {
  const node = execution.workflow.nodes[at];
  if (node === undefined) return finish({ ...execution, at }, now);
  const pause = node.kind === "pause";
  const run: NodeRun = { nodeId: node.id, status: pause ? "pausing" : "running", beginTime: now, endTime: undefined, failedHosts: [] };
  return {
    ...execution,
    state: pause ? "pausing" : "running",
    at,
    endTime: undefined,
    lastUpdateTime: now,
    dueAt: pause ? undefined : now + (node.takes ?? 1000),
    nodes: [...execution.nodes.filter(({ nodeId }) => nodeId !== node.id), run],
    begun: { ...execution.begun, [node.id]: (execution.begun[node.id] ?? 0) + 1 },
  };
}

/** The execution ends in a state from which nothing happens by itself. */
export function end(execution: Execution, state: Execution["state"], now: number): Execution {
  return { ...execution, state, endTime: now, lastUpdateTime: now, dueAt: undefined };
}

/** The execution with its latest node changed. */
export function withNode(execution: Execution, change: Partial<NodeRun>): Execution {
  const latest = execution.nodes.at(-1);
  return latest === undefined ? execution : { ...execution, nodes: [...execution.nodes.slice(0, -1), { ...latest, ...change }] };
}

function happen(execution: Execution, now: number): Execution {
  switch (execution.state) {
    case "waitApproval":
      return approveByScript(execution, now);
    case "waitExecute":
      return begin(execution, 0, now);
    case "canceling":
      return end(cancelNode(execution, now), "canceled", now);
    default:
      return endNode(execution, currentNode(execution) as WorkingNode, now);
  }
}

function approveByScript(execution: Execution, now: number): Execution {
  const { approval, queuedFor = 0 } = execution.workflow;
  const approved = typeof approval === "object" && approval.approved;
  const action = approved ? "approve" : "reject";
  const decided: Execution = { ...execution, history: [...execution.history, { at: now, action, by: "seed" }] };
  return approved ? { ...decided, state: "waitExecute", lastUpdateTime: now, dueAt: now + queuedFor } : end(decided, "approvalFailed", now);
}

function endNode(execution: Execution, node: WorkingNode, now: number): Execution {
  const bad = fails(node, execution.begun[node.id] ?? 0);
  const stops = bad && !node.ignoreError;
  const failedHosts = bad ? hostsThatFail(node) : [];
  const ended = withNode(execution, { status: stops ? "fail" : "success", endTime: now, failedHosts });
  return stops ? end(ended, "failed", now) : begin(ended, execution.at + 1, now);
}

function fails({ ends = "success", failures = Number.POSITIVE_INFINITY }: WorkingNode, begun: number): boolean {
  return ends !== "success" && begun <= failures;
}

function hostsThatFail({ ends, hosts = [] }: WorkingNode): readonly string[] {
  return Array.isArray(ends) ? ends : hosts.map(({ name }) => name);
}

function cancelNode(execution: Execution, now: number): Execution {
  const status = execution.nodes.at(-1)?.status;
  return status === "running" || status === "pausing" ? withNode(execution, { status: "cancel", endTime: now }) : execution;
}

/** As in the vendor's example: an execution whose nodes all say success says fail where hosts failed on a node that ignores errors. */
function finish(execution: Execution, now: number): Execution {
  const ignored = execution.nodes.some(({ nodeId, status, failedHosts }) => {
    const node = execution.workflow.nodes.find(({ id }) => id === nodeId) as NodeSeed;
    return status === "success" && node.kind !== "pause" && node.ignoreError && failedHosts.length > 0;
  });
  return end(execution, ignored ? "failedOnHosts" : "success", now);
}
