import type { OperationResult } from "@aom-workflow/client";
import { textOfAction } from "./actions.ts";
import type { Answer } from "./answer.ts";

/** The answer to an operation that was applied. */
export function describeResult(input: Readonly<Record<string, string>>, { requestId, attempts }: OperationResult): Answer {
  const { action = "", nodeId, executionId } = input;
  const traced = requestId ? ` Request id: ${requestId}.` : "";
  return {
    exitCode: 0,
    document: { ok: true, outcome: "applied", ...input, requestId, attempts },
    text: `${textOfAction(action).done} node ${nodeId} of execution ${executionId}.${traced}`,
  };
}
