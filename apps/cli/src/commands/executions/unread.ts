import type { UnreadExecution } from "@aom-workflow/client";

/** More than a person reads. */
const most = 20;

/** What could not be read, as a sentence each. */
export function unreadText(unread: readonly UnreadExecution[]): string | undefined {
  const lines = unread
    .slice(0, most)
    .map(({ workflowId, executionId, error: { summary, hint } }) => ["Could not read", `${what(workflowId, executionId)}.`, summary, hint])
    .map((words) => words.filter(Boolean).join(" "));
  const rest = unread.length - lines.length;
  return unread.length === 0 ? undefined : [...lines, ...(rest > 0 ? [`And ${rest} more, which --json lists.`] : [])].join("\n");
}

/** What could not be read, as data. */
export function unreadDocument({ workflowId, workflowName, executionId, error }: UnreadExecution) {
  return { workflowId, workflowName, executionId, error: error.toJSON() };
}

function what(workflowId: string | undefined, executionId: string | undefined): string {
  if (workflowId === undefined) return "the executions of a workflow without an id";
  return executionId === undefined ? `the executions of workflow ${workflowId}` : `execution ${executionId} of workflow ${workflowId}`;
}
