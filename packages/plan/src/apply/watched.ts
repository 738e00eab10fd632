import { type ExecutionState, showsEffect, type Waited, type Waiting } from "@aom-workflow/client/executions";
import { type PlannedAction, stateOf } from "../journal/action.ts";
import type { Watched } from "../journal/journal.ts";

/**
 * Did the execution succeed or move on, and if not, what was seen? Another node that waited before does not count.
 *
 * @param timeout how long it was waited for, in milliseconds
 */
export function seenIn(action: PlannedAction, waited: Waited, timeout: number): Pick<Watched, "isGood" | "reason"> {
  const { end, after, reason } = waited;
  const isGood =
    end === "moved-on" || end === "waits-elsewhere" || (end === "ended" && after?.meaning === "succeeded") || onlyPauses(action, waited);
  if (isGood) return { isGood };
  return { isGood, reason: end === "timed-out" ? `It was not seen to move on within ${timeout / 1000} s.` : reason };
}

/**
 * Does the execution wait for a person where it has to: is the node done or passed, and is all that waits since then a pause or an approval? By the
 * runs of the nodes: a node that failed since then makes it false, whatever the execution says of itself.
 */
function onlyPauses(action: PlannedAction, { end, after, waiting }: Waited): boolean {
  if (after === undefined || waiting.length === 0 || (end !== "stopped-again" && end !== "timed-out")) return false;
  return isDone(action, after) && waiting.every((each) => isPause(action, each) || isOld(action, each));
}

function isDone(action: PlannedAction, after: ExecutionState): boolean {
  if (!showsEffect(action, stateOf(action), after)) return false;
  const node = after.nodes.find(({ id }) => id === action.nodeId);
  return action.action !== "restart" || (node?.meaning === "succeeded" && node.failedHosts.length === 0);
}

function isPause({ nodeId }: PlannedAction, { state, node }: Waiting): boolean {
  return state === "waiting-for-approval" || (state === "paused" && node !== undefined && node.id !== nodeId);
}

/** Had it stopped before, as in another branch? */
function isOld({ nodeId, seen: { readAt } }: PlannedAction, { node }: Waiting): boolean {
  const startedAt = node?.runs.at(-1)?.startedAt;
  return node?.id !== nodeId && startedAt !== undefined && readAt !== undefined && startedAt.getTime() < readAt;
}
