import type { ExecutionState } from "../reading/execution-state.ts";
import type { NodeState } from "../reading/node-state.ts";
import { hasEnded } from "../reading/state-words.ts";
import type { Intended } from "./admits.ts";
import { begun, begunNode, hasAnyNewRun, hasNewRun, isPassed } from "./traces.ts";
import { waitingFor } from "./waiting.ts";

/**
 * What a reading after an applied action proves about it; nothing where the action may not show in it yet: words lag behind, copies of the state are
 * old, and other branches run meanwhile.
 *
 * | end             | requires                                                                                              |
 * | --------------- | ----------------------------------------------------------------------------------------------------- |
 * | `ended`         | the execution says so, and did not before                                                             |
 * | `stopped-again` | it waits, no node runs, and it stopped since: a node that waits has a new run, or it ended again since |
 * | `moved-on`      | it runs, and after `restart` the new run of the node succeeded on all hosts; else the node is passed  |
 */
export function endOf(
  { action, nodeId = "" }: Intended,
  before: ExecutionState | undefined,
  now: ExecutionState,
): "ended" | "stopped-again" | "moved-on" | undefined {
  if (hasEnded(now.meaning)) return before !== undefined && hasEnded(before.meaning) ? undefined : "ended";
  if (action === "stop" || before === undefined) return undefined;
  const isRestarted = hasNewRun(nodeId, before, now);
  if (action === "restart" && !isRestarted) return undefined;
  if (hasStopped(nodeId, before, now)) return "stopped-again";
  if (now.meaning !== "running") return undefined;
  if (action !== "restart") return !isRestarted && (isPassed(nodeId, before, now) || hasAnyNewRun(before, now)) ? "moved-on" : undefined;
  const node = begunNode(nodeId, now);
  return node?.meaning === "succeeded" && node.failedHosts.length === 0 ? "moved-on" : undefined;
}

function hasStopped(nodeId: string, before: ExecutionState, now: ExecutionState): boolean {
  const hasMoved = hasAnyNewRun(before, now) || isPassed(nodeId, before, now);
  if (!hasMoved || begun(now).some(isAtWork)) return false;
  // Where no node says that it stopped, the word of the execution may lag behind its end.
  const waiting = waitingFor(now).flatMap(({ node }) => node ?? []);
  const isOther = ({ id, meaning }: NodeState) => id !== nodeId && (meaning === "failed" || meaning === "paused");
  return waiting.some(({ id }) => hasNewRun(id, before, now)) || (waiting.some(isOther) && hasEndedAfterItsRuns(before, now));
}

/** An end that was not there before, and not earlier than the last run began, is not the old word about the old stop. */
function hasEndedAfterItsRuns(before: ExecutionState, { endedAt, nodes }: ExecutionState): boolean {
  if (endedAt === undefined || (before.endedAt !== undefined && endedAt <= before.endedAt)) return false;
  return nodes.every(({ startedAt, endedAt: end }) => [startedAt, end].every((time) => time === undefined || time <= endedAt));
}

function isAtWork({ meaning, endedAt }: NodeState): boolean {
  if (meaning === "unknown") return endedAt === undefined;
  return meaning === "running" || meaning === "queued" || meaning === "stopping";
}
