import type { ActsOn, Workflow } from "@aom-workflow/types";
import type { Reader } from "../reader.ts";
import { type Intended, mayActOn, refusalOf } from "../rules/allows.ts";
import { type ListedExecution, type Listing, listedExecutions, type UnreadExecution } from "./listed-executions.ts";
import { type WorkflowsOptions, workflows } from "./workflows.ts";

/** Is it an id of a workflow or an execution? In every example of the vendor they are 32 hexadecimal digits or a UUID. */
export function looksLikeId(text: string): boolean {
  return /^[\da-f]{32}$|^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
}

/**
 * The workflows that a text names: the one with this id, else all with this name. A list that may be incomplete is a warning.
 *
 * @throws what `workflows` throws
 */
export async function findWorkflows(
  reader: Reader,
  text: string,
  options: Pick<WorkflowsOptions, "signal" | "timeout" | "deadline" | "projectId"> = {},
): Promise<readonly (Workflow & { readonly id: string })[]> {
  const named: (Workflow & { readonly id: string })[] = [];
  for await (const { id, ...workflow } of workflows(reader, options)) {
    if (id === text) return [{ ...workflow, id }];
    if (id !== undefined && workflow.name === text) named.push({ ...workflow, id });
  }
  return named;
}

/** The executions that were found. */
export interface FoundExecutions {
  readonly matches: readonly ListedExecution[];
  /** Why the action is not for the only match. */
  readonly refusal: string | undefined;
  /** Workflows and executions that could not be read; they may contain others. */
  readonly unread: readonly UnreadExecution[];
}

/**
 * The executions whose id begins with a text, in either case; the one whose id it is, if there is one.
 *
 * @param intended the action that one of them is looked for, and what it is for: only those match that may allow it, as long as there are any; default: all
 * @throws what `workflows` throws, and the caller's abort; a workflow whose executions cannot be listed is among the unread
 */
export async function findExecutions(
  reader: Reader,
  begin: string,
  { intended, ...listing }: Listing & { readonly intended?: (Intended & { readonly actsOn: ActsOn }) | undefined } = {},
): Promise<FoundExecutions> {
  const found: ListedExecution[] = [];
  const unread: UnreadExecution[] = [];
  const start = begin.toLowerCase();
  for await (const row of listedExecutions(reader, listing, ({ executionId = "" }) => executionId.toLowerCase().startsWith(start)))
    if ("error" in row) unread.push(row);
    else found.push(row);
  const whole = found.filter(({ executionId }) => executionId.toLowerCase() === start);
  const meant = whole.length > 0 ? whole : found;
  const admitting = meant.filter(({ listed }) => intended === undefined || mayActOn(intended.action, intended.actsOn, listed));
  if (admitting.length > 0 || intended === undefined) return { matches: admitting, refusal: undefined, unread };
  const [only] = meant;
  return { matches: meant, refusal: only && meant.length === 1 ? refusalOf(intended, only.listed) : undefined, unread };
}
