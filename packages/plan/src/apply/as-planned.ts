import type { AnyCallError, Client } from "@aom-workflow/client";
import { type ExecutionState, type Reading, readState, stateFor, statePhrase, waitingFor } from "@aom-workflow/client/executions";
import { haveSameRuns, type PlannedAction, seenOf } from "../journal/action.ts";
import { pause } from "./pace.ts";

/** How many reads must agree that an execution is gone, and the pause before the second one, in milliseconds: replicas lag. */
const readsOfGone = 4;
const firstPauseMs = 250;

/** Reads an execution, several times if it seems to be gone. */
export async function readPresent(client: Pick<Client, "safe">, action: PlannedAction, signal: AbortSignal | undefined): Promise<Reading> {
  for (let round = 1; ; round++) {
    const reading = await readState(client, action, { signal });
    if (reading.ok || !isGone(reading.error) || round === readsOfGone) return reading;
    await pause(firstPauseMs * 2 ** (round - 1), signal);
  }
}

/** Does the service itself, not its gateway, report that the execution does not exist? A wrong endpoint also returns 404. */
export function isGone({ status, errorCode }: AnyCallError): boolean {
  return status === 404 && errorCode?.startsWith("AOM.") === true;
}

/** How the execution differs from the plan, as a sentence; undefined if it does not. Times, logs and other nodes do not count. */
export function differenceOf({ action, nodeId, seen }: PlannedAction, state: ExecutionState): string | undefined {
  const now = seenOf(state, nodeId);
  if (now === undefined) return `The node ${nodeId} has not started.`;
  if (!haveSameRuns(now, seen)) return `The node ${nodeId} has run again since the plan was made.`;
  const wanted = stateFor(action);
  const node = state.nodes.find(({ id }) => id === nodeId);
  const waits = waitingFor(state).some((each) => each.node?.id === nodeId && each.actions.some((possible) => possible.action === action));
  // If branches run in parallel, the execution is running while the node waits.
  const isBranch = state.meaning === "running" && wanted !== undefined && node?.meaning === wanted;
  return waits || isBranch
    ? undefined
    : `The node ${nodeId} is no longer waiting: it ${node === undefined ? "is gone" : statePhrase(node)}, and the execution ${statePhrase(state)}.`;
}
