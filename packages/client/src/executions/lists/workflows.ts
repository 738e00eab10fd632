import { type CallOptions, InvalidInputError } from "@aom-workflow/http";
import type { ListWorkflowsInput, Workflow } from "@aom-workflow/types";
import type { Reader } from "../reader.ts";
import { objectsOf, textOf } from "../reading/lenient.ts";

/** Which workflows, in which order (the latest execution first by default), and how they are read. */
export interface WorkflowsOptions
  extends Omit<Partial<ListWorkflowsInput>, "page" | "size">,
    Pick<CallOptions, "signal" | "timeout" | "deadline"> {
  /** Workflows that a request asks for, 1 to 100. Default: 100. */
  readonly pageSize?: number | undefined;
  /** Requests at most, 1 to 10000. Default: 1000. */
  readonly maxPages?: number | undefined;
}

/**
 * Reads the workflows page by page, each when it is asked for. A page that the service repeats, a total that changes under way and pages
 * beyond `maxPages` are told to `onWarning`: the list may then be incomplete.
 *
 * @throws InvalidInputError, and what `listWorkflows` throws
 */
export async function* workflows(reader: Reader, options: WorkflowsOptions = {}): AsyncGenerator<Workflow, void, undefined> {
  const { pageSize = 100, maxPages = 1000, signal, timeout, deadline, ...filter } = options;
  check("pageSize", pageSize, 100);
  check("maxPages", maxPages, 10_000);
  const seen = new Set<string>();
  let given = 0;
  let firstTotal: number | undefined;
  for (let page = 0; page < maxPages; page++) {
    const { data } = await reader.listWorkflows(
      { sortField: "last_execution_start_time", sortType: "DESC", ...filter, page, size: pageSize },
      { signal, timeout, deadline },
    );
    const elements: readonly Workflow[] = objectsOf(data.elements);
    const total = typeof data.total_elements === "number" ? data.total_elements : undefined;
    if (firstTotal !== undefined && total !== undefined && total !== firstTotal) reader.warn(totalChanged(firstTotal, total));
    firstTotal = total ?? firstTotal;
    if (elements.length === 0) return;
    const fresh = elements.filter(({ id }) => isNew(textOf(id), seen));
    // Where the service counts pages from 1, page 1 is page 0 again.
    if (fresh.length === 0 && page !== 1) return reader.warn(repeated(page));
    yield* fresh;
    given += fresh.length;
    if (total === undefined ? elements.length < pageSize : given >= total) return;
  }
  reader.warn({ code: "list-incomplete", message: `There may be more workflows: reading ended after ${maxPages} pages.` });
}

function isNew(id: string | undefined, seen: Set<string>): boolean {
  if (id === undefined) return true;
  if (seen.has(id)) return false;
  seen.add(id);
  return true;
}

function check(name: string, value: unknown, most: number): void {
  if (!Number.isInteger(value) || (value as number) < 1 || (value as number) > most)
    throw new InvalidInputError(name, `must be an integer from 1 to ${most}`);
}

function totalChanged(before: number, now: number) {
  const message = `The number of workflows changed from ${before} to ${now} while they were read: some may be missing, others may have moved.`;
  return { code: "list-incomplete", message } as const;
}

function repeated(page: number) {
  return { code: "list-incomplete", message: `There may be more workflows: the service gave page ${page} a second time.` } as const;
}
