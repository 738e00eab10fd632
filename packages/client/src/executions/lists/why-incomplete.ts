/** A list as it was read in pages. */
export interface PagesRead {
  /** Workflows, each counted once. */
  readonly distinct: number;
  /** Members that are not workflows. */
  readonly others: number;
  /** The number of workflows according to each page. */
  readonly totals: readonly number[];
  /** Why no further page was read. */
  readonly end: "total" | "empty-page" | "repeated-page" | "max-pages";
  readonly maxPages: number;
}

/** Why a list may be incomplete, as a sentence; nothing for a list that is whole. */
export function whyIncomplete({ distinct, others, totals, end, maxPages }: PagesRead): string | undefined {
  const [first] = totals;
  const changed = totals.find((total) => total !== first);
  if (others > 0) return `The list has ${others} ${others === 1 ? "member that is not a workflow" : "members that are not workflows"}.`;
  if (changed !== undefined)
    return `The number of workflows changed from ${first} to ${changed} while they were read: some may be missing, others may have moved.`;
  if (end === "max-pages") return `There may be more workflows: reading ended after ${maxPages} pages.`;
  if (end === "repeated-page") return "There may be more workflows: the service returned a page twice.";
  if (first !== undefined && first !== distinct)
    return `The service counts ${first} workflows and returned ${distinct}: some may be missing.`;
  return undefined;
}
