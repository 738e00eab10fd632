import { type Actor, type Applied, type Execution, type ExecutionAction, latestRun, latestRuns } from "./execution.ts";
import { begin, end, goOn, standstill, withRun } from "./progress.ts";
import type { NodeSeed } from "./seed.ts";

/** A requested action. */
export interface Asked {
  readonly action: ExecutionAction;
  /** The node, for an action on a node. */
  readonly nodeId?: string | undefined;
  readonly by: Actor;
}

/**
 * Applies an action to an execution.
 *
 * @returns the execution afterwards, or `undefined` if its state does not allow the action
 */
export function act(execution: Execution, asked: Asked, now: number): Execution | undefined {
  if (!allows(execution, asked)) return undefined;
  const { action, nodeId, by } = asked;
  const applied: Applied = { at: now, action, by, ...(nodeId === undefined ? {} : { nodeId }) };
  return changed({ ...execution, history: [...execution.history, applied] }, asked, now);
}

/**
 * Whether the state allows the action. The vendor documents that `restart` and `skip` are for a failed node and `continue` is for a pause node.
 * The rest is our interpretation: other branches may still run meanwhile; an execution that failed has ended and is not stopped; one that is being
 * stopped is not stopped again; and once an execution says `fail`, a node that says `success` but failed on hosts can be restarted.
 */
function allows(execution: Execution, { action, nodeId }: Asked): boolean {
  const { state } = execution;
  const run = latestRun(execution, nodeId);
  const goesOn = state === "running" || state === "failed" || state === "pausing";
  switch (action) {
    case "restart": {
      const failedOnHosts = run?.status === "success" && run.failedHosts.length > 0;
      return (goesOn && isFailed(run)) || (failedOnHosts && (state === "failed" || state === "failedOnHosts"));
    }
    case "skip":
      return goesOn && isFailed(run);
    case "continue":
      return goesOn && run?.status === "pausing";
    case "stop":
      return state === "waitExecute" || state === "waitApproval" || state === "pausing" || (goesOn && isRunning(execution));
    case "approve":
    case "reject":
      return state === "waitApproval";
  }
}

function changed(execution: Execution, { action, nodeId }: Asked, now: number): Execution {
  const { workflow } = execution;
  const node = workflow.nodes.find(({ id }) => id === nodeId) as NodeSeed;
  switch (action) {
    case "restart":
      return begin(execution, node, now);
    case "skip":
      return goOn(withRun(execution, node.id, { skipped: true, dueAt: undefined }), now);
    case "continue":
      return goOn(withRun(execution, node.id, { status: "success", endTime: now }), now);
    case "stop":
      return { ...standstill(execution), state: "canceling", lastUpdateTime: now, dueAt: now + (workflow.stopTakes ?? 1000) };
    case "approve":
      return { ...execution, state: "waitExecute", lastUpdateTime: now, dueAt: now + (workflow.queuedFor ?? 0) };
    case "reject":
      return end(execution, "approvalFailed", now);
  }
}

function isFailed(run: ReturnType<typeof latestRun>): boolean {
  return run?.status === "fail" && !run.skipped;
}

function isRunning(execution: Execution): boolean {
  return latestRuns(execution).some(({ status }) => status === "running");
}
