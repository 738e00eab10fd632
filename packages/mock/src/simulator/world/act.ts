import { type Actor, type Applied, currentNode, type Execution, type ExecutionAction, type NodeAction } from "./execution.ts";
import { begin, end, withNode } from "./progress.ts";
import type { State } from "./state.ts";

/**
 * In which states each action is possible; in all others it is refused. The vendor does not publish this, so it is our reading:
 * an execution that failed has ended and is not stopped, and one that is being stopped is not stopped again.
 */
export const possible: Readonly<Record<ExecutionAction, readonly State[]>> = {
  restart: ["failed"],
  skip: ["failed"],
  continue: ["pausing"],
  stop: ["waitApproval", "waitExecute", "running", "pausing"],
  approve: ["waitApproval"],
  reject: ["waitApproval"],
};

/** An action that somebody asks for. */
export interface Asked {
  readonly action: ExecutionAction;
  /** The node, for an action on a node. */
  readonly nodeId?: string | undefined;
  readonly by: Actor;
}

/**
 * What an action makes of an execution.
 *
 * @returns the execution afterwards, or `undefined` where it does not allow the action now
 */
export function act(execution: Execution, { action, nodeId, by }: Asked, now: number): Execution | undefined {
  if (!possible[action].includes(execution.state)) return undefined;
  const onNode = isNodeAction(action);
  if (onNode && currentNode(execution)?.id !== nodeId) return undefined;
  const applied: Applied = { at: now, action, by, ...(onNode && nodeId !== undefined ? { nodeId } : {}) };
  return changed({ ...execution, history: [...execution.history, applied] }, action, now);
}

function changed(execution: Execution, action: ExecutionAction, now: number): Execution {
  const { at, workflow } = execution;
  switch (action) {
    case "restart":
      return begin(execution, at, now);
    case "skip":
      return begin(execution, at + 1, now);
    case "continue":
      return begin(withNode(execution, { status: "success", endTime: now }), at + 1, now);
    case "stop":
      return { ...execution, state: "canceling", lastUpdateTime: now, dueAt: now + (workflow.stopTakes ?? 1000) };
    case "approve":
      return { ...execution, state: "waitExecute", lastUpdateTime: now, dueAt: now + (workflow.queuedFor ?? 0) };
    case "reject":
      return end(execution, "approvalFailed", now);
  }
}

function isNodeAction(action: ExecutionAction): action is NodeAction {
  return action === "restart" || action === "skip" || action === "continue";
}
