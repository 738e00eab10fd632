import type { WorkflowOperationAction } from "@aom-workflow/client";
import type { Target } from "../journal/action.ts";
import { crc32 } from "../journal/crc32.ts";
import { PlanError } from "../journal/plan-error.ts";
import type { Selected } from "./make-plan.ts";
import { longestLine, problemOf } from "./plan-text.ts";

/**
 * Reads what somebody chose: JSON lines of `{"workflowId", "executionId", "nodeId"}`, or a plan, also one that a person has shortened.
 *
 * @param action of each line; one that names another is refused
 * @param target the header of a plan for another one is refused
 * @throws PlanError with the number of the first line that is neither, has an action that cannot be, or is about the same node as another
 */
export function readSelection(text: string, action: WorkflowOperationAction, target: Target): readonly Selected[] {
  const before = new Map<string, number>();
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === "") return [];
    const wrong = (what: string, cause?: unknown) =>
      new PlanError("invalid-plan", `Line ${index + 1} ${what}.`, { lines: [index + 1], cause });
    if (line.length > longestLine) throw wrong(`is longer than ${longestLine / 1024} KiB`);
    let value: unknown;
    const [, checksum, json = line] = /^([\da-f]{8}) (\{.*)$/s.exec(line) ?? [];
    if (checksum !== undefined && crc32(json) !== checksum) throw wrong("was changed after the plan was made");
    try {
      value = JSON.parse(json);
    } catch (cause) {
      throw wrong("is not JSON", cause);
    }
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrong("is not an object");
    if ("schema" in value) {
      const { endpoint, projectId } = value as Partial<Target>;
      if (endpoint === target.endpoint && projectId === target.projectId) return [];
      throw wrong(`is the header of a plan for project ${projectId} at ${endpoint}`);
    }
    const given = value as Partial<Selected>;
    if (given.action !== undefined && given.action !== action) throw wrong(`has the action ${JSON.stringify(given.action)}, not ${action}`);
    const { workflowId, executionId, nodeId, workflowName, cause } = given;
    const missing = Object.entries({ workflowId, executionId, nodeId }).find(([, id]) => typeof id !== "string");
    if (missing !== undefined) throw wrong(`has no ${missing[0]}`);
    const selected = { action, workflowId, executionId, nodeId, workflowName, cause } as Selected;
    const problem = problemOf(selected);
    if (problem !== undefined) throw wrong(problem);
    const key = JSON.stringify([workflowId, executionId, nodeId]);
    const same = before.get(key);
    if (same !== undefined) throw wrong(`is about the same node as line ${same}`);
    before.set(key, index + 1);
    return [selected];
  });
}
