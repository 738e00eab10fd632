import type { WorkflowOperationAction } from "@aom-workflow/client";
import type { Selected } from "./make-plan.ts";
import { PlanError } from "./plan-error.ts";
import { longestLine } from "./plan-text.ts";

/**
 * Reads what somebody chose: JSON lines of `{"workflowId", "executionId", "nodeId"}`, or a plan, also one that a person has shortened.
 *
 * @param action for lines that name none
 * @throws PlanError with the number of the first line that is neither
 */
export function readSelection(text: string, action: WorkflowOperationAction): readonly Selected[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === "") return [];
    const wrong = (what: string, cause?: unknown) =>
      new PlanError("invalid-plan", `Line ${index + 1} ${what}.`, { lines: [index + 1], cause });
    if (line.length > longestLine) throw wrong(`is longer than ${longestLine / 1024} KiB`);
    let value: unknown;
    try {
      value = JSON.parse(line.replace(/^[\da-f]{8} (?=\{)/, ""));
    } catch (cause) {
      throw wrong("is no JSON", cause);
    }
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrong("is no object");
    if ("schema" in value) return [];
    const given = value as Partial<Selected>;
    if (given.action !== undefined && given.action !== action) throw wrong(`has the action ${JSON.stringify(given.action)}, not ${action}`);
    const { workflowId, executionId, nodeId, workflowName, cause } = given;
    const missing = Object.entries({ workflowId, executionId, nodeId }).find(([, id]) => typeof id !== "string");
    if (missing !== undefined) throw wrong(`has no ${missing[0]}`);
    return [{ action, workflowId, executionId, nodeId, workflowName, cause } as Selected];
  });
}
