import type { CallOptions } from "@aom-workflow/http";
import type { ActsOn, Workflow } from "@aom-workflow/types";
import type { Reader } from "../reader.ts";
import { stateOf } from "../reading/read-state.ts";
import { mayActOn, waitingForAction } from "../rules/allows.ts";
import { findExecutions, findWorkflows, looksLikeId } from "./find.ts";
import { stoppedExecutions } from "./stopped-executions.ts";
import { byLastStart, workflows } from "./workflows.ts";

/** An id, or the name of a workflow, that can be chosen; with its state as the vendor says it. */
export interface Choice {
  readonly value: string;
  readonly name?: string | undefined;
  readonly word?: string | undefined;
}

/** What is already chosen, and for which action. */
export interface Choosing extends Pick<CallOptions, "signal"> {
  readonly kind: "workflow" | "execution" | "node";
  /** The action on an execution that it is for: then only what may allow it. */
  readonly action?: string | undefined;
  /** The target of the action. Default: a node. */
  readonly actsOn?: ActsOn | undefined;
  /** Id or name of the workflow. */
  readonly workflow?: string | undefined;
  /** Id of the execution, or its beginning. */
  readonly execution?: string | undefined;
}

/**
 * All that can be chosen: one that looks like the only one is. A list of workflows that may be incomplete is a warning.
 *
 * @throws if something could not be read; an `Error` if the parent is not unique
 */
export async function choices(reader: Reader, choosing: Choosing): Promise<readonly Choice[]> {
  const { kind, action, actsOn = "node", execution, workflow: named, signal } = choosing;
  if (kind === "workflow") return workflowChoices(reader, signal);
  const workflow = named === undefined || looksLikeId(named) ? named : only(await findWorkflows(reader, named, { signal })).id;
  if (kind === "node" && execution === undefined) return stoppedNodes(reader, workflow, signal);
  if (kind === "node" && workflow !== undefined && execution !== undefined && looksLikeId(execution))
    return nodesOf({ workflowId: workflow, executionId: execution });
  const { matches, unread } = await findExecutions(reader, execution ?? "", { workflow, signal });
  for (const { error } of unread) throw error;
  const meant = matches.filter(({ listed }) => action === undefined || mayActOn(action, actsOn, listed));
  if (kind === "node") return nodesOf(only(meant));
  return meant.map(({ executionId, workflow: { name }, listed: { word } }) => ({ value: executionId, name, word }));

  async function nodesOf(ids: { readonly workflowId: string; readonly executionId: string }): Promise<readonly Choice[]> {
    const execution = await stateOf(reader, ids, { signal });
    const nodes = action === undefined ? execution.nodes : waitingForAction(action, execution).map(({ node }) => node);
    return nodes.map(({ id, name, word }) => ({ value: id, name, word }));
  }
}

/** Names first: people know those. */
async function workflowChoices(reader: Reader, signal: AbortSignal | undefined): Promise<readonly Choice[]> {
  const found: Workflow[] = [];
  for await (const workflow of workflows(reader, { signal })) found.push(workflow);
  found.sort(byLastStart);
  const names = found.map(({ name = "", status: word }) => ({ value: name, word }));
  return distinct([...names, ...found.map(({ id = "", name, status: word }) => ({ value: id, name, word }))]);
}

async function stoppedNodes(reader: Reader, workflow: string | undefined, signal: AbortSignal | undefined): Promise<readonly Choice[]> {
  const found: Choice[] = [];
  for await (const row of stoppedExecutions(reader, { workflow, signal })) {
    if (row.error !== undefined) throw row.error;
    found.push({ value: row.nodeId ?? "", name: row.workflowName, word: row.state });
  }
  return distinct(found);
}

function distinct(found: readonly Choice[]): readonly Choice[] {
  return [...new Map(found.filter(({ value }) => value !== "").map((each) => [each.value, each])).values()];
}

function only<Item>([first, ...others]: readonly Item[]): Item {
  if (first === undefined || others.length > 0) throw new Error("There is not exactly one.");
  return first;
}
