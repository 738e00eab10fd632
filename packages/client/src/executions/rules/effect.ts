import type { ExecutionState } from "../reading/execution-state.ts";
import { hasEnded } from "../reading/state-words.ts";
import { type Intended, refusalOf } from "./admits.ts";
import { begunNode, hasNewRun, isPassed } from "./traces.ts";

/**
 * Do two readings show the effect of an action – whoever caused it?
 *
 * | action           | its effect                                                                         |
 * | ---------------- | ---------------------------------------------------------------------------------- |
 * | restart          | the node has a run that it did not have                                            |
 * | skip, continue   | the same run of the node is marked as passed, or the whole execution as succeeded  |
 * | stop             | the execution is stopped or being stopped, which it was not                        |
 *
 * False proves nothing: the service may act long after the connection was lost. No change of another node counts, for branches run in parallel.
 * All of it is our reading; the vendor documents neither the states nor what an action changes in them.
 */
export function showsEffect({ action, nodeId }: Intended, before: ExecutionState | undefined, now: ExecutionState): boolean {
  if (before === undefined) return false;
  if (action === "stop") return isStopping(now) && !isStopping(before) && !hasEnded(before.meaning) && before.meaning !== "unknown";
  // What the state did not allow has hardly been applied: what happened since, somebody else did.
  if (nodeId === undefined || begunNode(nodeId, before) === undefined || before.meaning === "unknown") return false;
  if (refusalOf({ action, nodeId }, before) !== undefined) return false;
  return action === "restart" ? hasNewRun(nodeId, before, now) : isPassed(nodeId, before, now);
}

function isStopping({ meaning }: ExecutionState): boolean {
  return meaning === "stopped" || meaning === "stopping";
}
