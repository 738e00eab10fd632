import type { UnreadExecution } from "@aom-workflow/client";
import { incompleteExitCode } from "../../output/exit-code.ts";

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

/** What the document of a list begins with, and its exit code. */
export function listedAs(isWhole: boolean): { readonly exitCode: number; readonly ok: boolean } {
  return { exitCode: isWhole ? 0 : incompleteExitCode, ok: isWhole };
}

/** What is said where a list has no rows. @param nothing true only where the list is whole */
export function noRows(nothing: string, isWhole: boolean): string {
  return isWhole ? nothing : "Nothing was found, but the list may be incomplete.";
}

/** What could not be read, as data. */
export function unreadDocument({ workflowId, workflowName, executionId, error }: UnreadExecution) {
  return { workflowId, workflowName, executionId, error: error.toJSON() };
}

function what(workflowId: string | undefined, executionId: string | undefined): string {
  if (workflowId === undefined) return "the executions of a workflow without an id";
  return executionId === undefined ? `the executions of workflow ${workflowId}` : `execution ${executionId} of workflow ${workflowId}`;
}
