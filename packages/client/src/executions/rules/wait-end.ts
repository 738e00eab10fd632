import type { ExecutionState } from "../reading/execution-state.ts";
import type { NodeState } from "../reading/node-state.ts";
import { hasEnded } from "../reading/state-words.ts";
import type { Intended } from "./allows.ts";
import { begun, begunNode, hasAnyNewRun, hasNewRun, isPassed } from "./traces.ts";
import { waitingFor } from "./waiting.ts";

/**
 * What a read after an applied action proves about it; nothing if the action may not show in it yet: words lag behind, copies of the state are
 * old, and other branches run meanwhile.
 *
 * | end             | requires                                                                                              |
 * | --------------- | ----------------------------------------------------------------------------------------------------- |
 * | `ended`         | the execution says so, and did not before                                                             |
 * | `stopped-again` | no node runs, and a node with a new run waits                                                         |
 * | `waits-elsewhere` | no node runs, the node is done or passed, and another one that had stopped before waits            |
 * | `moved-on`      | it runs, and after `restart` the new run of the node succeeded on all hosts; else the node is passed  |
 */
export function endOf(
  { action, nodeId = "" }: Intended,
  before: ExecutionState | undefined,
  now: ExecutionState,
): "ended" | "stopped-again" | "waits-elsewhere" | "moved-on" | undefined {
  if (hasEnded(now.meaning)) return before !== undefined && hasEnded(before.meaning) ? undefined : "ended";
  if (action === "stop" || before === undefined) return undefined;
  const isRestarted = hasNewRun(nodeId, before, now);
  if (action === "restart" && !isRestarted) return undefined;
  const node = begunNode(nodeId, now);
  const isDone =
    action === "restart"
      ? node?.meaning === "succeeded" && node.failedHosts.length === 0
      : !isRestarted && (isPassed(nodeId, before, now) || hasAnyNewRun(before, now));
  if (now.meaning === "running") return isDone ? "moved-on" : undefined;
  if (isAtWork(now)) return undefined;
  // Where no node says that it stopped, the word of the execution may lag behind its end.
  const waiting = waitingFor(now).flatMap((each) => each.node ?? []);
  // A passed node had begun: a baseline without it is older, or only a time by the second.
  const isEvidence = (id: string) => action === "restart" || id !== nodeId || begunNode(id, before) !== undefined;
  if (waiting.some(({ id }) => hasNewRun(id, before, now) && isEvidence(id))) return "stopped-again";
  const isOther = ({ id, meaning }: NodeState) => id !== nodeId && (meaning === "failed" || meaning === "paused");
  return isDone && waiting.some(isOther) ? "waits-elsewhere" : undefined;
}

/** Does a node run? Without one the word of an execution that runs may lag behind its end, or behind a stop. */
export function isAtWork(state: ExecutionState): boolean {
  return begun(state).some(({ meaning, endedAt }) => {
    if (meaning === "unknown") return endedAt === undefined;
    return meaning === "running" || meaning === "queued" || meaning === "stopping";
  });
}
