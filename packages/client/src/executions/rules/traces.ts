import type { ExecutionState } from "../reading/execution-state.ts";
import type { NodeRun, NodeState } from "../reading/node-state.ts";

/**
 * Has the latest run of this node begun since the earlier read? Only if all of it says so: a run with another id and a later time than every
 * run that was there, and, if the time of that read is known, not earlier than it. An older copy of the state shows no such run.
 */
export function hasNewRun(nodeId: string, before: ExecutionState, now: ExecutionState): boolean {
  const latest = begunNode(nodeId, now)?.runs.at(-1);
  const startedAt = latest?.startedAt;
  if (latest === undefined || startedAt === undefined) return false;
  if (before.readAt !== undefined && startedAt < before.readAt) return false;
  const known = begunNode(nodeId, before)?.runs ?? [];
  return known.every((run) => run.startedAt !== undefined && run.startedAt < startedAt && (run.id === undefined || run.id !== latest.id));
}

/** Has the node the same runs in both reads, in whichever order the responses list them? */
export function hasSameRuns(nodeId: string, one: ExecutionState, other: ExecutionState): boolean {
  const [these, those] = [one, other].map((each) => (begunNode(nodeId, each)?.runs ?? []).map((run) => JSON.stringify(run)).toSorted());
  return JSON.stringify(these) === JSON.stringify(those);
}

/** Has any node a run that has begun since the earlier read? */
export function hasAnyNewRun(before: ExecutionState, now: ExecutionState): boolean {
  return now.nodes.some(({ id }) => hasNewRun(id, before, now));
}

/** Is the run of the node that did not succeed before now marked as passed, or the whole execution as succeeded? */
export function isPassed(nodeId: string, before: ExecutionState, now: ExecutionState): boolean {
  const [one, other] = [begunNode(nodeId, before), begunNode(nodeId, now)];
  if (one === undefined || other === undefined || !isSameRun(one.runs.at(-1), other.runs.at(-1))) return false;
  return one.meaning !== "succeeded" && (other.meaning === "succeeded" || now.meaning === "succeeded");
}

/** Is nothing different, in whichever order the responses list it? */
export function looksTheSame(before: ExecutionState, now: ExecutionState): boolean {
  return traceOf(before) === traceOf(now);
}

/** The node, if it has begun. */
export function begunNode(nodeId: string | undefined, execution: ExecutionState): NodeState | undefined {
  return begun(execution).find(({ id }) => id === nodeId);
}

/** The nodes that have begun, in order of time. */
export function begun({ nodes }: ExecutionState): readonly NodeState[] {
  return nodes.filter(({ meaning }) => meaning !== "not-begun");
}

function isSameRun(one: NodeRun | undefined, other: NodeRun | undefined): boolean {
  if (one?.id !== undefined && other?.id !== undefined) return one.id === other.id;
  return one?.startedAt !== undefined && one.startedAt.getTime() === other?.startedAt?.getTime();
}

function traceOf(execution: ExecutionState): string {
  const nodes = begun(execution).map(({ id, word, endedAt, runs }) => JSON.stringify([id, word, endedAt, runs]));
  return JSON.stringify([execution.word, nodes.toSorted()]);
}
