import type { ActsOn } from "@aom-workflow/types";
import type { Reader } from "../reader.ts";
import { mayActOn } from "../rules/admits.ts";
import { type ListedExecution, type Listing, listedExecutions, type UnreadExecution } from "./listed-executions.ts";
import { type WorkflowsOptions, workflows } from "./workflows.ts";

/** Is it an id of a workflow or an execution? In every example of the vendor they are 32 hexadecimal digits or a UUID. */
export function looksLikeId(text: string): boolean {
  return /^[\da-f]{32}$|^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
}

/**
 * Ids of the workflows that a text names: the one with this id, else all with this name. A list that may be incomplete is a warning.
 *
 * @throws what `workflows` throws
 */
export async function findWorkflows(
  reader: Reader,
  text: string,
  options: Pick<WorkflowsOptions, "signal" | "timeout" | "deadline" | "projectId"> = {},
): Promise<readonly string[]> {
  const named: string[] = [];
  for await (const { id, name } of workflows(reader, options)) {
    if (id === text) return [id];
    if (id !== undefined && name === text) named.push(id);
  }
  return named;
}

/** The executions that were found. */
export interface FoundExecutions {
  readonly matches: readonly ListedExecution[];
  /** What could not be read: it may contain others. */
  readonly unread: readonly UnreadExecution[];
}

/**
 * The executions whose id begins with a text, in either case.
 *
 * @param actsOn what the action is for that one of them is looked for: then only those that may admit it; default: all
 * @throws what `workflows` throws; a workflow whose executions cannot be listed is among the unread
 */
export async function findExecutions(
  reader: Reader,
  begin: string,
  { actsOn, ...listing }: Listing & { readonly actsOn?: ActsOn | undefined } = {},
): Promise<FoundExecutions> {
  const matches: ListedExecution[] = [];
  const unread: UnreadExecution[] = [];
  const start = begin.toLowerCase();
  const rows = listedExecutions(
    reader,
    listing,
    (listed) => listed.executionId?.toLowerCase().startsWith(start) === true && (actsOn === undefined || mayActOn(actsOn, listed)),
  );
  for await (const row of rows)
    if ("error" in row) unread.push(row);
    else matches.push(row);
  return { matches, unread };
}
