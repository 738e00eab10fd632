import type { ActsOn } from "@aom-workflow/types";
import type { ExecutionState } from "../reading/execution-state.ts";
import type { NodeState } from "../reading/node-state.ts";
import { hasEnded, stateName } from "../reading/state-words.ts";
import { begunNode } from "./traces.ts";
import { type Waiting, waitingFor } from "./waiting.ts";

/** An action on an execution, or on one of its nodes. */
export interface Intended {
  /** The word for it: `restart`, `skip`, `continue`, `stop`, or what a later contract has. */
  readonly action: string;
  /** The node, if it is for one; `stop` has none. */
  readonly nodeId?: string | undefined;
}

const required: Readonly<Record<string, "failed" | "paused">> = { restart: "failed", skip: "failed", continue: "paused" };

/** The state that a node must wait in for an action; nothing for an action without a rule, which the service decides about. */
export function stateFor(action: string): "failed" | "paused" | undefined {
  return Object.hasOwn(required, action) ? required[action] : undefined;
}

/**
 * Says why the state of an execution does not allow an action, as a sentence; nothing if it does, or if that is uncertain:
 * then the service decides.
 */
export function refusalOf({ action, nodeId }: Intended, execution: ExecutionState): string | undefined {
  const { meaning } = execution;
  if (meaning === "unknown") return undefined;
  if (action === "stop") return hasEnded(meaning) ? `The execution has ended already; its state is ${stateName(execution)}.` : undefined;
  const wanted = stateFor(action);
  if (wanted === undefined) return undefined;
  const waiting = waitingFor(execution);
  const here = nodeId === undefined ? undefined : waitingAt(nodeId, execution);
  if (here?.actions.some((each) => each.action === action)) return undefined;
  if (here?.state === wanted && here.node !== undefined)
    return `${verb(action)} requires a node that has ${wanted}; the state of ${nodeId} is ${stateName(here.node)}.`;
  const there = waiting.filter(({ state }) => state === wanted);
  // A node of an execution that runs may have failed in one branch: that is not certain enough to refuse.
  if (meaning === "running" && begunNode(nodeId, execution)?.meaning === wanted) return undefined;
  if (there.length === 0)
    return `${verb(action)} requires an execution that has ${wanted}; the state of this one is ${stateName(execution)}.`;
  if (there.some(({ node }) => node === undefined)) return undefined;
  return `The execution has ${wanted} at ${there.map(({ node }) => `the node ${node?.id}`).join(" and ")}, not at ${nodeId}.`;
}

/**
 * May the action be for this execution? One for a node is for what waits in the state that it requires, or in one that is not known; one for the
 * execution is for what has not ended.
 */
export function mayActOn(action: string, part: ActsOn, execution: ExecutionState): boolean {
  if (part !== "node") return !hasEnded(execution.meaning);
  const wanted = stateFor(action);
  return waitingFor(execution).some(({ state }) => wanted === undefined || state === wanted || state === "unknown");
}

/** Where the execution waits that an action is for, an entry for each node; for an action without a rule, wherever it waits. */
export function waitingForAction(action: string, execution: ExecutionState): readonly (Waiting & { readonly node: NodeState })[] {
  const hasRule = stateFor(action) !== undefined;
  return waitingFor(execution).flatMap(({ node, ...waiting }) => {
    const isMeant = !hasRule || waiting.actions.some((each) => each.action === action);
    return node !== undefined && isMeant ? [{ ...waiting, node }] : [];
  });
}

/** Where an action would be applied: at this node, or nowhere, or at one of several of which none was named; none if the response names none. */
export type Aim =
  | { readonly nodeId: string | undefined; readonly reason: string | undefined }
  | { readonly refusal: string; readonly candidates: readonly string[] }
  | { readonly several: readonly Waiting[] };

/** Aims an action at the node that was named, else at the only one that it is for. @param part what of the execution it is for */
export function aimOf({ action, nodeId }: Intended, part: ActsOn, execution: ExecutionState): Aim {
  const meant = part === "node" ? waitingForAction(action, execution) : [];
  const [only, ...others] = meant;
  const at = nodeId ?? (others.length === 0 ? only?.node.id : undefined);
  if (at === undefined && only !== undefined) return { several: meant };
  const waiting = waitingFor(execution);
  const refusal = refusalOf({ action, nodeId: at ?? waiting[0]?.node?.id }, execution);
  if (refusal !== undefined) return { refusal, candidates: meant.map(({ node }) => node.id) };
  if (at === undefined && part === "node") return { several: [] };
  return { nodeId: at, reason: waiting.find(({ node }) => node?.id === at)?.reason };
}

/** What the execution waits for at this node. */
export function waitingAt(nodeId: string, execution: ExecutionState): Waiting | undefined {
  return waitingFor(execution).find(({ node }) => node?.id === nodeId);
}

function verb(action: string): string {
  return action.charAt(0).toUpperCase() + action.slice(1);
}
