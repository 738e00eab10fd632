import type { ExecutionState } from "../reading/execution-state.ts";
import type { NodeState } from "../reading/node-state.ts";

/** What can be done about an execution that waits for somebody. */
export type NodeAction = "restart" | "skip" | "continue";

/** An action that makes sense, and why. */
export interface PossibleAction {
  readonly action: NodeAction;
  readonly reason: string;
  /** Do the vendor's pages say so, or do we conclude it? */
  readonly basis: "documented" | "inferred";
}

/** What an execution waits for. */
export interface Waiting {
  readonly state: "failed" | "paused" | "waiting-for-approval" | "unknown";
  /** The node that it waits at, where the answer tells. */
  readonly node: NodeState | undefined;
  /** Since when, where the answer tells. */
  readonly since: Date | undefined;
  /** None where nothing of this API helps; `reason` says why. */
  readonly actions: readonly PossibleAction[];
  readonly reason: string;
}

/**
 * What an execution waits for; nothing where it runs, is queued, is being stopped or has ended.
 *
 * The vendor documents that `restart` and `skip` are for a failed node and `continue` is for a pause node. That an execution waits at the last
 * node that failed, or at the pause node that began last, is our reading.
 */
export function waitingFor(execution: ExecutionState): Waiting | undefined {
  const { meaning } = execution;
  if (meaning === "failed") return failedAt(execution);
  if (meaning === "paused") return pausedAt(execution);
  if (meaning === "waiting-for-approval") return approval(execution);
  return meaning === "unknown" ? unknown(execution) : undefined;
}

function failedAt(execution: ExecutionState): Waiting {
  const failed = begun(execution).findLast(({ meaning }) => meaning === "failed");
  if (failed) {
    const reason = `The node ${failed.id} failed.`;
    return waiting("failed", failed, execution, reason, [
      { action: "restart", reason: "It runs the failed node from its beginning.", basis: "documented" },
      { action: "skip", reason: "It goes on with the node after the failed one.", basis: "documented" },
    ]);
  }
  const withFailedHosts = begun(execution).findLast(({ failedHosts }) => failedHosts.length > 0);
  if (withFailedHosts) {
    const reason = `The node ${withFailedHosts.id} is "${withFailedHosts.word}", but it failed on ${hosts(withFailedHosts)}.`;
    return waiting("failed", withFailedHosts, execution, reason, [
      {
        action: "restart",
        reason: "It runs the node again, on all hosts. The service may refuse, as the node has not failed.",
        basis: "inferred",
      },
    ]);
  }
  return waiting("failed", undefined, execution, "The service does not say which node failed.", []);
}

function pausedAt(execution: ExecutionState): Waiting {
  const nodes = begun(execution);
  const node = nodes.findLast(({ meaning }) => meaning === "paused") ?? nodes.findLast(({ kind }) => kind === "pause");
  if (node === undefined) return waiting("paused", undefined, execution, "The service does not say at which node it waits.", []);
  const basis = node.kind === "pause" ? "documented" : "inferred";
  return waiting("paused", node, execution, `It waits at the pause node ${node.id}.`, [
    { action: "continue", reason: "It goes on with the node after the pause.", basis },
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

function begun({ nodes }: ExecutionState): readonly NodeState[] {
  return nodes.filter(({ meaning }) => meaning !== "not-begun");
}

function hosts({ failedHosts }: NodeState): string {
  return failedHosts.length === 1 ? "1 host" : `${failedHosts.length} hosts`;
}
