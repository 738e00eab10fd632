import type { ExecutionState } from "../reading/execution-state.ts";
import type { Intended } from "./admits.ts";
import { changeOf, hasNewNode, looksTheSame } from "./traces.ts";
import { waitingFor } from "./waiting.ts";

/**
 * What two readings prove about an action of which it was not known whether it was applied.
 *
 * - `applied`: it has taken effect since the first reading, by this call or by the same action of somebody else;
 * - `not-applied`: it has not;
 * - `still-unknown`: the readings do not prove either.
 */
export type Verdict = "applied" | "not-applied" | "still-unknown";

/** @returns `not-applied` only where nothing at all has changed, or the execution ended as no such action lets it end */
export function verdictOf({ action, nodeId }: Intended, before: ExecutionState | undefined, now: ExecutionState): Verdict {
  if (before === undefined) return "still-unknown";
  if (action === "stop") return verdictOfStop(before, now);
  const waiting = waitingFor(before);
  if (nodeId === undefined || waiting?.node?.id !== nodeId) return "still-unknown";
  // What the state did not admit was hardly applied: what has happened since, somebody else has done.
  if (waiting.state !== (action === "continue" ? "paused" : "failed")) return "still-unknown";
  const change = changeOf(nodeId, before, now);
  if (change === "not-comparable") return "still-unknown";
  if (looksTheSame(before, now)) return "not-applied";
  if (action === "restart") return change === "another-run" ? "applied" : "still-unknown";
  const wentOn = hasNewNode(before, now) || now.meaning === "succeeded";
  return change === "same-run" && wentOn ? "applied" : "still-unknown";
}

function verdictOfStop(before: ExecutionState, now: ExecutionState): Verdict {
  if (before.meaning === "stopped" || before.meaning === "stopping" || before.meaning === "unknown") return "still-unknown";
  if (now.meaning === "stopped" || now.meaning === "stopping") return "applied";
  if (now.meaning === "succeeded" || now.meaning === "timed-out") return "not-applied";
  return looksTheSame(before, now) ? "not-applied" : "still-unknown";
}
