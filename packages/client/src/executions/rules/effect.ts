import type { ExecutionState } from "../reading/execution-state.ts";
import { hasEnded } from "../reading/state-words.ts";
import { type Intended, waitingAt } from "./allows.ts";
import { hasNewRun, isPassed } from "./traces.ts";

/**
 * Do two reads show the effect of an action, no matter what caused it?
 *
 * | action           | its effect                                                                         |
 * | ---------------- | ---------------------------------------------------------------------------------- |
 * | restart          | the node has a run that it did not have                                            |
 * | skip, continue   | the same run of the node is marked as passed, or the whole execution as succeeded  |
 * | stop             | the execution is stopped or being stopped, which it was not                        |
 *
 * False proves nothing: the service may act long after the connection was lost. No change of another node counts, for branches run in parallel.
 * All of it is our interpretation; the vendor documents neither the states nor what an action changes in them.
 */
export function showsEffect({ action, nodeId }: Intended, before: ExecutionState | undefined, now: ExecutionState): boolean {
  if (before === undefined) return false;
  if (action === "stop") return isStopping(now) && !isStopping(before) && !hasEnded(before.meaning) && before.meaning !== "unknown";
  // Only if the execution waited at this node: while it ran, the service itself may have gone on with the node.
  if (nodeId === undefined || !waitingAt(nodeId, before)?.actions.some((each) => each.action === action)) return false;
  return action === "restart" ? hasNewRun(nodeId, before, now) : isPassed(nodeId, before, now);
}

function isStopping({ meaning }: ExecutionState): boolean {
  return meaning === "stopped" || meaning === "stopping";
}
