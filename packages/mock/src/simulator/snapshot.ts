import { type Applied, currentNode, type Execution, type NodeStatus } from "./world/execution.ts";
import { type State, words } from "./world/state.ts";

/** An execution as the simulator knows it, which is more than any answer says. */
export interface SimulatedExecution {
  readonly executionId: string;
  readonly workflowId: string;
  readonly state: State;
  /** The word that an answer has for the state. */
  readonly status: string;
  /** The node that it failed at or waits at, if it does. */
  readonly stoppedAt: string | undefined;
  /** Nodes that have begun, in order, as they stand. */
  readonly nodes: readonly { readonly nodeId: string; readonly status: NodeStatus }[];
  /** How many times each node has begun: more than once is done twice. */
  readonly begun: Readonly<Record<string, number>>;
  /** Everything that was done to it, in order. What was refused is not here. */
  readonly history: readonly Applied[];
}

/** What a test may know of an execution. */
export function snapshot(execution: Execution): SimulatedExecution {
  const { id, workflow, state, nodes, begun, history } = execution;
  const stopped = state === "failed" || state === "pausing";
  return {
    executionId: id,
    workflowId: workflow.id,
    state,
    status: words[state].execution,
    stoppedAt: stopped ? currentNode(execution)?.id : undefined,
    nodes: nodes.map(({ nodeId, status }) => ({ nodeId, status })),
    begun,
    history,
  };
}
