import type { ExecutionSeed, NodeSeed, WorkflowSeed } from "./seed.ts";
import type { State } from "./state.ts";

/** Something that was done to an execution, not merely asked for. */
export interface Applied {
  /** Milliseconds since 1970 (UTC). */
  readonly at: number;
  readonly action: Action;
  /** The node, for an action on a node. */
  readonly nodeId?: string;
  /** A request, the test's own hand, or what the seed says. */
  readonly by: Actor;
}

/** What can be done to an execution. */
export type Action = "execute" | ExecutionAction;

/** What can be done to an execution that exists. */
export type ExecutionAction = NodeAction | "stop" | "approve" | "reject";

/** What can be done to the node that an execution stopped at. */
export type NodeAction = "restart" | "skip" | "continue";

export type Actor = "request" | "operator" | "seed";

/** How a node that has begun stands. */
export type NodeStatus = "running" | "success" | "fail" | "pausing" | "cancel";

/** A node that has begun, at its latest beginning. */
export interface NodeRun {
  readonly nodeId: string;
  readonly status: NodeStatus;
  readonly beginTime: number;
  readonly endTime: number | undefined;
  /** Names of the hosts on which it failed. */
  readonly failedHosts: readonly string[];
}

/** One execution at one moment. It is never changed; what happens to it makes another. */
export interface Execution {
  readonly id: string;
  /** The workflow as it was when the execution began. */
  readonly workflow: WorkflowSeed;
  readonly startedBy: string;
  readonly state: State;
  /** Which node it is at; past the last when all have ended, -1 before the first. */
  readonly at: number;
  readonly beginTime: number;
  readonly endTime: number | undefined;
  readonly lastUpdateTime: number;
  /** When something happens by itself, unless somebody acts first. */
  readonly dueAt: number | undefined;
  /** Nodes that have begun, in order. */
  readonly nodes: readonly NodeRun[];
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
    at: -1,
    beginTime: at,
    endTime: undefined,
    lastUpdateTime: at,
    dueAt: approval === undefined ? at + queuedFor : approval === "by-hand" ? undefined : at + approval.after,
    nodes: [],
    begun: {},
    history: [{ at, action: "execute", by }],
  };
}

/** The node that an execution is at. */
export function currentNode({ workflow, at }: Execution): NodeSeed | undefined {
  return workflow.nodes[at];
}
