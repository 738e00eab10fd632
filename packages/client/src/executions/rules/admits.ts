import type { ExecutionState } from "../reading/execution-state.ts";
import { hasEnded } from "../reading/state-words.ts";
import { type NodeAction, waitingFor } from "./waiting.ts";

/** An action on an execution, or on one of its nodes. */
export interface Intended {
  readonly action: NodeAction | "stop";
  /** The node; `stop` has none. */
  readonly nodeId?: string | undefined;
}

/**
 * Says why the state of an execution does not admit an action, as a sentence; nothing where it does, or where that is not certain:
 * then the service decides.
 */
export function refusalOf({ action, nodeId }: Intended, execution: ExecutionState): string | undefined {
  const { meaning, word } = execution;
  if (meaning === "unknown") return undefined;
  if (action === "stop") return hasEnded(meaning) ? `The execution has ended already; its state is "${word}".` : undefined;
  const wanted = action === "continue" ? "paused" : "failed";
  if (meaning !== wanted) return `${verb(action)} requires an execution that has ${wanted}; the state of this one is "${word}".`;
  const node = execution.nodes.find(({ id }) => id === nodeId);
  if (node?.meaning === wanted) return undefined;
  const stopped = waitingFor(execution)?.node;
  if (stopped === undefined || stopped.id === nodeId) return undefined;
  return `The execution has ${wanted} at the node ${stopped.id}, not at ${nodeId}.`;
}

function verb(action: string): string {
  return action.charAt(0).toUpperCase() + action.slice(1);
}
