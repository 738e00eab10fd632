import type { ExecutionState } from "../reading/execution-state.ts";
import type { NodeState } from "../reading/node-state.ts";

/** What became of a node between two readings. */
export type NodeChange = "same-run" | "another-run" | "not-comparable";

/** Has the node been started again? Told by the id of its run, else by the time at which it began. */
export function changeOf(nodeId: string, before: ExecutionState, now: ExecutionState): NodeChange {
  const [one, other] = [nodeOf(nodeId, before), nodeOf(nodeId, now)];
  if (one === undefined || other === undefined) return "not-comparable";
  if (one.run !== undefined && other.run !== undefined) return one.run === other.run ? "same-run" : "another-run";
  if (one.startedAt === undefined || other.startedAt === undefined) return "not-comparable";
  return one.startedAt.getTime() === other.startedAt.getTime() ? "same-run" : "another-run";
}

/** Has a node begun that had not? */
export function hasNewNode(before: ExecutionState, now: ExecutionState): boolean {
  const known = new Set(begun(before).map(({ id }) => id));
  return begun(now).some(({ id }) => !known.has(id));
}

/** Does everything look as it did? */
export function looksTheSame(before: ExecutionState, now: ExecutionState): boolean {
  return traceOf(before) === traceOf(now);
}

export function nodeOf(nodeId: string | undefined, { nodes }: ExecutionState): NodeState | undefined {
  return nodes.find(({ id, meaning }) => id === nodeId && meaning !== "not-begun");
}

function traceOf(execution: ExecutionState): string {
  const nodes = begun(execution).map(({ id, word, run, startedAt, endedAt }) => [id, word, run, startedAt, endedAt]);
  return JSON.stringify([execution.word, nodes]);
}

function begun({ nodes }: ExecutionState): readonly NodeState[] {
  return nodes.filter(({ meaning }) => meaning !== "not-begun");
}
