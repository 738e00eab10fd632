import { type CallOptions, InvalidInputError, type Success } from "@aom-workflow/http";
import { invalidReading, type OptionKinds, readOptions } from "@aom-workflow/http/internal";
import type { ListWorkflowsInput, Workflow } from "@aom-workflow/types";
import type { Reader } from "../reader.ts";
import { objectOf, objectsOf, textOf, timeOf } from "../reading/lenient.ts";
import { chosenState, filterWords } from "../reading/state-words.ts";
import { type PagesRead, whyIncomplete } from "./why-incomplete.ts";

/** Which workflows, in which order (by time of creation by default, the oldest first), and how they are read. */
export interface WorkflowsOptions
  extends Omit<Partial<ListWorkflowsInput>, "page" | "size" | "status">,
    Pick<CallOptions, "signal" | "timeout" | "deadline"> {
  /** State of the latest execution: the vendor's word, such as `fail`, or our name of it, such as `failed`. Default: any. */
  readonly status?: string | undefined;
  /** Workflows that a request asks for, 1 to 100. Default: 100. */
  readonly pageSize?: number | undefined;
  /** Requests at most, 1 to 10000. Default: 1000. */
  readonly maxPages?: number | undefined;
}

const optionKinds: OptionKinds<WorkflowsOptions> = {
  projectId: "value",
  search: "value",
  status: "value",
  type: "value",
  tags: "value",
  enterpriseProjectId: "value",
  createBy: "value",
  searchTimeStart: "checked",
  searchTimeEnd: "checked",
  sortField: "value",
  sortType: "value",
  pageSize: "checked",
  maxPages: "checked",
  signal: "value",
  timeout: "checked",
  deadline: "checked",
};

/** A page of the list: the workflows that no earlier page had, and the response with them. */
export interface WorkflowPage {
  readonly workflows: readonly Workflow[];
  readonly answer: Success<unknown>;
}

/**
 * Reads the workflows page by page, each when it is asked for. By default they come in the order in which they were created: in any other
 * order one that starts meanwhile moves to another page, and may be missed. Whatever shows that the list may be incomplete is a warning
 * (`list-incomplete`) to `onWarning` at its end.
 *
 * @throws InvalidInputError, InvalidResponseError for a page that is not a list of workflows, and what `listWorkflows` throws
 */
export async function* workflows(reader: Reader, options: WorkflowsOptions = {}): AsyncGenerator<Workflow, void, undefined> {
  for await (const page of workflowPages(reader, readOptions(options, optionKinds))) yield* page.workflows;
}

/** The same, as pages. */
export async function* workflowPages(reader: Reader, options: WorkflowsOptions = {}): AsyncGenerator<WorkflowPage, void, undefined> {
  const { pageSize = 100, maxPages = 1000, signal, timeout, deadline, status: state, ...filter } = options;
  check("pageSize", pageSize, 100);
  check("maxPages", maxPages, 10_000);
  const status = state === undefined ? {} : { status: chosenState(state, filterWords).word };
  const seen = new Set<string>();
  const totals: number[] = [];
  let others = 0;
  for (let number = 0; number < maxPages; number++) {
    const input = { sortField: "create_time", sortType: "ASC", ...filter, ...status, page: number, size: pageSize } as const;
    const answer = await reader.listWorkflows(input, { signal, timeout, deadline });
    const { members, total } = listOf(answer);
    if (total !== undefined) totals.push(total);
    if (members.length === 0) return warnOf("empty-page");
    const elements: readonly Workflow[] = objectsOf(members);
    const fresh = elements.filter((workflow) => isNew(workflow, seen));
    others += members.length - elements.length;
    // Where the service counts pages from 1, page 1 is page 0 again.
    if (fresh.length === 0 && number !== 1) return warnOf("repeated-page");
    yield { workflows: fresh, answer };
    if (seen.size + others === total) return warnOf("total");
  }
  return warnOf("max-pages");

  function warnOf(end: PagesRead["end"]): void {
    const message = whyIncomplete({ distinct: seen.size, others, totals, end, maxPages });
    if (message !== undefined) reader.warn({ code: "list-incomplete", message });
  }
}

/** Orders workflows by the time when they last started, the latest first; those that never did last. */
export function byLastStart(one: Workflow, other: Workflow): number {
  return startOf(other) - startOf(one);
}

function startOf({ last_execution_start_time }: Workflow): number {
  return timeOf(last_execution_start_time)?.getTime() ?? 0;
}

/** The members of a page. Without a list, a total of 0 says that there is none. @throws InvalidResponseError for anything else */
function listOf(answer: Success<unknown>): { readonly members: readonly unknown[]; readonly total: number | undefined } {
  const { elements, total_elements } = objectOf(answer.data);
  const number = Number(textOf(total_elements));
  const total = Number.isInteger(number) ? number : undefined;
  if (Array.isArray(elements)) return { members: elements, total };
  if ((elements ?? undefined) === undefined && total === 0) return { members: [], total };
  throw invalidReading(answer, "the body is not a list of workflows");
}

function isNew(workflow: Workflow, seen: Set<string>): boolean {
  const key = textOf(workflow.id) ?? JSON.stringify(workflow);
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

function check(name: string, value: unknown, most: number): void {
  if (!Number.isInteger(value) || (value as number) < 1 || (value as number) > most)
    throw new InvalidInputError(name, `must be an integer from 1 to ${most}`);
}
