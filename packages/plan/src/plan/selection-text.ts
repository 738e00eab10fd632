import type { WorkflowOperationAction } from "@aom-workflow/client";
import type { Target } from "../journal/action.ts";
import { crc32 } from "../journal/crc32.ts";
import { PlanError } from "../journal/plan-error.ts";
import { linesOf, type Text } from "./lines.ts";
import type { Selected } from "./make-plan.ts";
import type { PlanHeader } from "./plan.ts";

/**
 * Reads a selection: JSON lines of `{"workflowId", "executionId", "nodeId"}`, such as `stopped --output jsonl` prints, or a plan, even if a person has
 * shortened it. A line of `stopped` without a node is passed on without one, for `makePlan` to leave it out.
 *
 * @param text complete, or a stream of its pieces
 * @param action of each line; a line with another action is refused
 * @param target the header of a plan for another one is refused
 * @param onShortened called with the number of actions left in a plan that was shortened
 * @throws PlanError with the number of the first invalid line, or if there is no action: the command that should list them has probably failed.
 *   `makePlan` refuses invalid and duplicate actions
 */
export async function* readSelection(
  text: Text,
  action: WorkflowOperationAction,
  target: Target,
  onShortened: (left: number, header: PlanHeader) => void = () => {},
): AsyncGenerator<Selected, void, undefined> {
  let [line, all, ofPlan] = [0, 0, 0];
  let header: PlanHeader | undefined;
  const endPlan = () => {
    if (header !== undefined && ofPlan < header.actions) onShortened(ofPlan, header);
  };
  for await (const one of linesOf(text)) {
    line++;
    const read = one.trim() === "" ? undefined : readLine(one.replace(/\r$/, ""), line, action, target);
    if (read === undefined) continue;
    if ("schema" in read) {
      endPlan();
      [header, ofPlan] = [read, 0];
      continue;
    }
    all++;
    ofPlan++;
    yield read;
  }
  endPlan();
  if (all === 0)
    throw new PlanError("invalid-plan", "The list has no executions. If another command produced it, check whether it failed.");
}

/** @throws PlanError */
function readLine(text: string, line: number, action: WorkflowOperationAction, target: Target): Selected | PlanHeader {
  const wrong = (what: string, cause?: unknown) => new PlanError("invalid-plan", `Line ${line} ${what}.`, { lines: [line], cause });
  let value: unknown;
  const [, checksum, json = text] = /^([\da-f]{8}) (\{.*)$/s.exec(text) ?? [];
  if (checksum !== undefined && crc32(json) !== checksum) throw wrong("was changed after the plan was made");
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw wrong("is not JSON", cause);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrong("is not an object");
  if ("schema" in value) {
    const { endpoint, projectId } = value as Partial<Target>;
    if (endpoint === target.endpoint && projectId === target.projectId) return value as PlanHeader;
    throw wrong(`is the header of a plan for project ${projectId} at ${endpoint}`);
  }
  const given = value as Partial<Selected>;
  if (given.action !== undefined && given.action !== action) throw wrong(`has the action ${JSON.stringify(given.action)}, not ${action}`);
  const { workflowId, executionId, nodeId, workflowName, cause } = given;
  const isError = "error" in value;
  if (isError && workflowId === undefined) throw wrong("is an error: the list is incomplete");
  // What `stopped` prints of an execution that waits at no node, or could not be read.
  const isWithoutNode = nodeId === undefined && (isError || "actions" in value);
  const ids = { workflowId, executionId, ...(!isWithoutNode && { nodeId }) };
  const missing = Object.entries(ids).find(([, id]) => typeof id !== "string");
  if (missing !== undefined) throw wrong(`has no ${missing[0]}`);
  return { action, workflowId, executionId, nodeId, workflowName, cause, line } as Selected;
}
