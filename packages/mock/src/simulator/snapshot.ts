import { type Applied, type Execution, isStopped, latestRuns, type NodeStatus } from "./world/execution.ts";
import { type State, words } from "./world/state.ts";

/** An execution as the simulator knows it, which is more than any answer says. */
export interface SimulatedExecution {
  readonly executionId: string;
  readonly workflowId: string;
  readonly state: State;
  /** The word that an answer has for the state. */
  readonly status: string;
  /** The nodes that failed or pause, and wait for somebody; none once it is being stopped. */
  readonly stoppedAt: readonly string[];
  /** Nodes that have begun, in the order of their latest runs, as these stand. */
  readonly nodes: readonly { readonly nodeId: string; readonly status: NodeStatus }[];
  /** How many times each node has begun: more than once is done twice. */
  readonly begun: Readonly<Record<string, number>>;
  /** Everything that was done to it, in order. What was refused is not here. */
  readonly history: readonly Applied[];
}

/** What a test may know of an execution. */
export function snapshot(execution: Execution): SimulatedExecution {
  const { id, workflow, state, begun, history } = execution;
  const runs = latestRuns(execution);
  const goesOn = state === "running" || state === "failed" || state === "pausing";
  return {
    executionId: id,
    workflowId: workflow.id,
    state,
    status: words[state].execution,
    stoppedAt: goesOn ? runs.filter(isStopped).map(({ nodeId }) => nodeId) : [],
    nodes: runs.map(({ nodeId, status }) => ({ nodeId, status })),
    begun,
    history,
  };
}
