import type { UnreadExecution } from "@aom-workflow/client";
import { exitCodeOf } from "../../output/exit-code.ts";

/** What could not be read, as a sentence each. */
export function unreadText(unread: readonly UnreadExecution[]): string | undefined {
  if (unread.length === 0) return undefined;
  return unread
    .map(
      ({ workflowId, executionId, error }) =>
        `Could not read ${what(workflowId, executionId)}. ${error.summary}${error.hint ? ` ${error.hint}` : ""}`,
    )
    .join("\n");
}

/** The exit code that the first of them gives; 0 where there is none. */
export function unreadExitCode([first]: readonly UnreadExecution[]): number {
  return first === undefined ? 0 : exitCodeOf({ ...codeOf(first), onlyReads: true });
}

/** What could not be read, as data. */
export function unreadDocument({ workflowId, workflowName, executionId, error }: UnreadExecution) {
  return { workflowId, workflowName, executionId, error: error.toJSON() };
}

function what(workflowId: string | undefined, executionId: string | undefined): string {
  if (workflowId === undefined) return "the executions of a workflow without an id";
  return executionId === undefined ? `the executions of workflow ${workflowId}` : `execution ${executionId} of workflow ${workflowId}`;
}

function codeOf({ error }: UnreadExecution) {
  return { code: error.code, outcome: error.outcome, status: error.status };
}
