import { type Execution, isPast, latestRun, latestRuns, type NodeRun, nodesBefore } from "./execution.ts";
import type { NodeSeed, WorkingNode } from "./seed.ts";

/** The execution after everything that was due has happened, each event at its own time. */
export function settle(execution: Execution, now: number): Execution {
  let settled = execution;
  for (let due = nextDue(settled); due <= now; due = nextDue(settled)) settled = happen(settled, due);
  return settled;
}

/** Starts a node, for the first time or again. */
export function begin(execution: Execution, node: NodeSeed, now: number): Execution {
  const number = (execution.begun[node.id] ?? 0) + 1;
  const isPause = node.kind === "pause";
  const run: NodeRun = {
    nodeId: node.id,
    number,
    status: isPause ? "pausing" : "running",
    beginTime: now,
    endTime: undefined,
    dueAt: isPause ? undefined : now + (node.takes ?? 1000),
    failedHosts: [],
    skipped: false,
  };
  const { runs } = withRun(execution, node.id, { dueAt: undefined });
  return withState({ ...execution, runs: [...runs, run], begun: { ...execution.begun, [node.id]: number } }, now);
}

/** Starts every node that can start; if none can, the execution has stopped or ended. */
export function goOn(execution: Execution, now: number): Execution {
  if (execution.state === "canceling") return withState(execution, now);
  const { workflow } = execution;
  const ready = workflow.nodes.filter(
    (node) => execution.begun[node.id] === undefined && nodesBefore(workflow, node).every((id) => isPast(execution, id)),
  );
  return ready.reduce((before, node) => begin(before, node, now), withState(execution, now));
}

/** Ends the execution in a state in which nothing happens until someone acts. */
export function end(execution: Execution, state: Execution["state"], now: number): Execution {
  return { ...execution, state, endTime: now, lastUpdateTime: now, dueAt: undefined };
}

/** The execution with the latest run of a node changed. */
export function withRun(execution: Execution, nodeId: string, change: Partial<NodeRun>): Execution {
  const latest = latestRun(execution, nodeId);
  return { ...execution, runs: execution.runs.map((run) => (run === latest ? { ...run, ...change } : run)) };
}

/** The execution while it is being stopped: no node is rerun, and running nodes end only with `endsWhileStopping`. */
export function standstill(execution: Execution): Execution {
  const { endsWhileStopping = false } = execution.workflow;
  const goesOn = ({ status }: NodeRun) => status === "running" && endsWhileStopping;
  return { ...execution, runs: execution.runs.map((run) => (goesOn(run) ? run : { ...run, dueAt: undefined })) };
}

function nextDue({ dueAt = Number.POSITIVE_INFINITY, runs }: Execution): number {
  return runs.reduce((next, run) => Math.min(next, run.dueAt ?? next), dueAt);
}

function happen(execution: Execution, now: number): Execution {
  const run = execution.runs.find(({ dueAt }) => dueAt === now);
  if (run !== undefined) return run.status === "running" ? endRun(execution, run, now) : runAgain(execution, run, now);
  switch (execution.state) {
    case "waitApproval":
      return approveByScript(execution, now);
    case "canceling":
      return end(cancelRuns(execution, now), "canceled", now);
    default:
      return goOn({ ...execution, dueAt: undefined }, now);
  }
}

function approveByScript(execution: Execution, now: number): Execution {
  const { approval, queuedFor = 0 } = execution.workflow;
  const approved = typeof approval === "object" && approval.approved;
  const action = approved ? "approve" : "reject";
  const decided: Execution = { ...execution, history: [...execution.history, { at: now, action, by: "seed" }] };
  return approved ? { ...decided, state: "waitExecute", lastUpdateTime: now, dueAt: now + queuedFor } : end(decided, "approvalFailed", now);
}

function endRun(execution: Execution, { nodeId, number }: NodeRun, now: number): Execution {
  const node = nodeOf(execution, nodeId) as WorkingNode;
  const bad = fails(node, number);
  const stops = bad && !node.ignoreError;
  const { retries } = node;
  const retried = execution.history.filter((each) => each.by === "service" && each.nodeId === nodeId).length;
  const ended = withRun(execution, nodeId, {
    status: stops ? "fail" : "success",
    endTime: now,
    dueAt: stops && retries !== undefined && retried < retries.times ? now + retries.after : undefined,
    failedHosts: bad ? hostsThatFail(node) : [],
  });
  return goOn(ended, now);
}

function runAgain(execution: Execution, { nodeId }: NodeRun, now: number): Execution {
  const history: Execution["history"] = [...execution.history, { at: now, action: "restart", nodeId, by: "service" }];
  return begin({ ...execution, history }, nodeOf(execution, nodeId), now);
}

function nodeOf({ workflow }: Execution, nodeId: string): NodeSeed {
  return workflow.nodes.find(({ id }) => id === nodeId) as NodeSeed;
}

function fails({ ends = "success", failures = Number.POSITIVE_INFINITY }: WorkingNode, number: number): boolean {
  return ends !== "success" && number <= failures;
}

function hostsThatFail({ ends, hosts = [] }: WorkingNode): readonly string[] {
  return Array.isArray(ends) ? ends : hosts.map(({ name }) => name);
}

function cancelRuns(execution: Execution, now: number): Execution {
  const cancel = (run: NodeRun): NodeRun =>
    run.status === "running" || run.status === "pausing" ? { ...run, status: "cancel", endTime: now, dueAt: undefined } : run;
  return { ...execution, runs: execution.runs.map(cancel) };
}

/** The execution with the state that follows from its nodes. */
function withState(execution: Execution, now: number): Execution {
  const runs = latestRuns(execution);
  const running = runs.some(({ status }) => status === "running");
  const failed = runs.some(({ status, skipped }) => status === "fail" && !skipped);
  const all = execution.workflow.nodes.every(({ id }) => isPast(execution, id));
  const changed = { ...execution, lastUpdateTime: now, endTime: undefined };
  if (execution.state === "canceling" && (running || !(failed || all))) return changed;
  if (running) return { ...changed, state: failed && execution.workflow.failsAtOnce ? "failed" : "running" };
  if (failed) return end(execution, "failed", now);
  return all ? end(execution, hasIgnoredFailure(execution) ? "failedOnHosts" : "success", now) : { ...changed, state: "pausing" };
}

/** As in the vendor's example: an execution whose nodes all say success says fail where hosts failed on a node that ignores errors. */
function hasIgnoredFailure(execution: Execution): boolean {
  return latestRuns(execution).some(({ status, failedHosts }) => status === "success" && failedHosts.length > 0);
}
