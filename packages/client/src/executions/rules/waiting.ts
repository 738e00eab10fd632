import type { WorkflowOperationAction } from "@aom-workflow/types";
import type { ExecutionState } from "../reading/execution-state.ts";
import type { NodeState } from "../reading/node-state.ts";
import { begun } from "./traces.ts";

/** An action that makes sense, and why. */
export interface PossibleAction {
  readonly action: WorkflowOperationAction;
  readonly reason: string;
  /** Do the vendor's pages say so, or do we conclude it? */
  readonly basis: "documented" | "inferred";
}

/** What an execution waits for. */
export interface Waiting {
  readonly state: "failed" | "paused" | "waiting-for-approval" | "unknown";
  /** The node that it waits at, if the response says so. */
  readonly node: NodeState | undefined;
  /** Since when, if the response says so. */
  readonly since: Date | undefined;
  /** None if nothing of this API helps; `reason` says why. */
  readonly actions: readonly PossibleAction[];
  readonly reason: string;
}

/**
 * What an execution waits for, an entry for each node that waits; none if it runs, is queued, is being stopped or has ended.
 *
 * The vendor documents that `restart` and `skip` are for a failed node and `continue` is for a pause node. That every node that failed or paused
 * waits, and that `restart` also helps a node that failed on hosts only, is our interpretation.
 */
export function waitingFor(execution: ExecutionState): readonly Waiting[] {
  const { meaning } = execution;
  if (meaning === "failed" || meaning === "paused") return stoppedNodes(execution, meaning);
  if (meaning === "waiting-for-approval") return [approval(execution)];
  return meaning === "unknown" ? [unknown(execution)] : [];
}

function stoppedNodes(execution: ExecutionState, meaning: "failed" | "paused"): readonly Waiting[] {
  const nodes = begun(execution);
  const stopped = nodes.flatMap((node) => {
    if (node.meaning === "failed") return failedAt(node, execution);
    return node.meaning === "paused" ? pausedAt(node, execution) : [];
  });
  if (stopped.some(({ state }) => state === meaning)) return stopped;
  const implied =
    meaning === "failed"
      ? nodes.filter(({ failedHosts }) => failedHosts.length > 0).map((node) => failedOnHosts(node, execution))
      : nodes.filter(({ kind, meaning }) => kind === "pause" && meaning !== "succeeded").map((node) => pausedAt(node, execution));
  const named = [...stopped, ...implied];
  if (named.length > 0) return named;
  const reason = meaning === "failed" ? "The service does not say which node failed." : "The service does not say at which node it waits.";
  return [waiting(meaning, undefined, execution, reason, [])];
}

function failedAt(node: NodeState, execution: ExecutionState): Waiting {
  return waiting("failed", node, execution, `The node ${node.id} failed.`, [
    { action: "restart", reason: "It runs the failed node from its beginning.", basis: "documented" },
    { action: "skip", reason: "The node after the failed one starts.", basis: "documented" },
  ]);
}

function failedOnHosts(node: NodeState, execution: ExecutionState): Waiting {
  return waiting("failed", node, execution, `The node ${node.id} is "${node.word}", but ${hosts(node)} failed.`, [
    {
      action: "restart",
      reason: "It runs the node again, on all hosts. The service may refuse, as the node has not failed.",
      basis: "inferred",
    },
  ]);
}

function pausedAt(node: NodeState, execution: ExecutionState): Waiting {
  const basis = node.kind === "pause" ? "documented" : "inferred";
  return waiting("paused", node, execution, `It waits at the pause node ${node.id}.`, [
    { action: "continue", reason: "The node after the pause starts.", basis },
  ]);
}

function approval(execution: ExecutionState): Waiting {
  const who = execution.approvers.length > 0 ? ` by ${execution.approvers.join(", ")}` : "";
  return waiting("waiting-for-approval", undefined, execution, `It has to be approved in the console${who}.`, []);
}

function unknown(execution: ExecutionState): Waiting {
  const reason =
    execution.word === undefined ? "The service does not say its state." : `Its state, "${execution.word}", is not known to this version.`;
  return waiting("unknown", begun(execution).at(-1), execution, reason, []);
}

function waiting(
  state: Waiting["state"],
  node: NodeState | undefined,
  execution: ExecutionState,
  reason: string,
  actions: readonly PossibleAction[],
): Waiting {
  const since =
    (state === "paused" ? node?.startedAt : node?.endedAt) ??
    execution.endedAt ??
    execution.updatedAt ??
    node?.startedAt ??
    execution.startedAt;
  return { state, node, since, actions, reason };
}

function hosts({ failedHosts }: NodeState): string {
  return failedHosts.length === 1 ? "1 host" : `${failedHosts.length} hosts`;
}
