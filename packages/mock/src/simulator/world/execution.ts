import type { ExecutionSeed, NodeSeed, WorkflowSeed } from "./seed.ts";
import type { State } from "./state.ts";

/** An action that was applied to an execution, not merely requested. */
export interface Applied {
  /** Milliseconds since 1970 (UTC). */
  readonly at: number;
  readonly action: Action;
  /** The node, for an action on a node. */
  readonly nodeId?: string;
  /** A request, the test (`operator`), the seed, or the service on its own. */
  readonly by: Actor;
}

/** An action on a workflow or an execution. */
export type Action = "execute" | ExecutionAction;

/** An action on an existing execution. */
export type ExecutionAction = NodeAction | "stop" | "approve" | "reject";

/** An action on a node at which an execution stopped. */
export type NodeAction = "restart" | "skip" | "continue";

export type Actor = "request" | "operator" | "seed" | "service";

/** The status of a run of a node. */
export type NodeStatus = "running" | "success" | "fail" | "pausing" | "cancel";

/** One run of a node. */
export interface NodeRun {
  readonly nodeId: string;
  /** 1 for the node's first run. */
  readonly number: number;
  readonly status: NodeStatus;
  readonly beginTime: number;
  readonly endTime: number | undefined;
  /** When it ends or, once it has failed, when the service runs the node again. */
  readonly dueAt: number | undefined;
  /** Names of the hosts on which it failed. */
  readonly failedHosts: readonly string[];
  /** Whether it failed and was skipped. */
  readonly skipped: boolean;
}

/** One execution at one moment. Immutable: each change makes a new one. */
export interface Execution {
  readonly id: string;
  /** The workflow as it was when the execution began. */
  readonly workflow: WorkflowSeed;
  readonly startedBy: string;
  readonly state: State;
  readonly beginTime: number;
  readonly endTime: number | undefined;
  readonly lastUpdateTime: number;
  /** When an approval, a turn in the queue or a stop is due. */
  readonly dueAt: number | undefined;
  /** Every run of every node, in the order in which they began. */
  readonly runs: readonly NodeRun[];
  /** How many times each node has begun. */
  readonly begun: Readonly<Record<string, number>>;
  readonly history: readonly Applied[];
}

/** A new execution, before anything has happened to it. */
export function newExecution(id: string, workflow: WorkflowSeed, at: number, by: Actor, seed?: ExecutionSeed): Execution {
  const { approval, queuedFor = 0 } = workflow;
  return {
    id,
    workflow: seed?.nodes ? { ...workflow, nodes: seed.nodes } : workflow,
    startedBy: seed?.startedBy ?? workflow.createdBy ?? "operator",
    state: approval === undefined ? "waitExecute" : "waitApproval",
    beginTime: at,
    endTime: undefined,
    lastUpdateTime: at,
    dueAt: approval === undefined ? at + queuedFor : approval === "by-hand" ? undefined : at + approval.after,
    runs: [],
    begun: {},
    history: [{ at, action: "execute", by }],
  };
}

/** The latest run of each node that has begun, in the order in which these began. */
export function latestRuns({ runs, begun }: Execution): readonly NodeRun[] {
  return runs.filter(({ nodeId, number }) => number === begun[nodeId]);
}

/** The latest run of a node, if it has begun. */
export function latestRun({ runs }: Execution, nodeId: string | undefined): NodeRun | undefined {
  return runs.findLast((run) => run.nodeId === nodeId);
}

/** A run that blocks the execution until someone acts. */
export function isStopped({ status, skipped }: NodeRun): boolean {
  return status === "pausing" || (status === "fail" && !skipped);
}

/** Whether a node is done or skipped, so that the nodes after it may start. */
export function isPast(execution: Execution, nodeId: string): boolean {
  const run = latestRun(execution, nodeId);
  return run !== undefined && (run.status === "success" || run.skipped);
}

/** Ids of the nodes that have to be left behind before a node begins. */
export function nodesBefore({ nodes }: WorkflowSeed, node: NodeSeed): readonly string[] {
  if (node.after !== undefined) return node.after;
  const before = nodes[nodes.indexOf(node) - 1];
  return before === undefined ? [] : [before.id];
}
