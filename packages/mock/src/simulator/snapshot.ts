import { type Applied, type Execution, isStopped, latestRuns, type NodeStatus } from "./world/execution.ts";
import { type State, words } from "./world/state.ts";

/** An execution as the simulator knows it: more than any response contains. */
export interface SimulatedExecution {
  readonly executionId: string;
  readonly workflowId: string;
  readonly state: State;
  /** The vendor's word for the state, as in responses. */
  readonly status: string;
  /** Ids of the nodes that failed or pause and need attention; none once it is being stopped. */
  readonly stoppedAt: readonly string[];
  /** Nodes that have started, in the order of their latest runs. */
  readonly nodes: readonly { readonly nodeId: string; readonly status: NodeStatus }[];
  /** How many times each node has started: more than 1 means that it was done twice. */
  readonly begun: Readonly<Record<string, number>>;
  /** Every action that was applied to it, in order; refused ones are not listed. */
  readonly history: readonly Applied[];
}

/** An execution as tests see it. */
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
