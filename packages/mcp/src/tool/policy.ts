import { InvalidInputError, type WorkflowOperationAction } from "@aom-workflow/client";
import { type PlannedAction, plannable } from "@aom-workflow/plan";
import { isSeenWhole, shown } from "./present.ts";

/** How a plan is approved before an agent may apply it. */
export type Approve = "elicit" | "terminal" | "never";

/** What an agent may do. It is fixed when the server starts. */
export interface Policy {
  /** Actions the agent may plan and apply. Empty: it can only read. */
  readonly allow: readonly WorkflowOperationAction[];
  /** Only workflows whose id or name matches this pattern: `*` stands for any characters, `?` for one. */
  readonly workflow: string | undefined;
  /** Maximum number of actions per plan, and per hour. */
  readonly maxActions: number;
  /** Whether the agent sees logs and causes; causes are made from logs. */
  readonly logs: boolean;
  readonly approve: Approve;
}

/** The default policy. */
export const readOnly: Policy = { allow: [], workflow: undefined, maxActions: 20, logs: true, approve: "elicit" };

/** The policy of these options. @throws InvalidInputError for an empty or repeated value, or an action that no plan has */
export function policyOf({ allow = readOnly.allow, workflow, maxActions = readOnly.maxActions, ...rest }: Partial<Policy>): Policy {
  const unknown = allow.find((action) => !plannable.has(action));
  if (unknown !== undefined)
    throw new InvalidInputError("allow", `must only have ${[...plannable].join(", ")}; it has ${JSON.stringify(unknown)}`);
  if (new Set(allow).size < allow.length) throw new InvalidInputError("allow", "must not repeat an action");
  if (workflow === "") throw new InvalidInputError("workflow", "must not be empty");
  if (!Number.isInteger(maxActions) || maxActions < 1) throw new InvalidInputError("maxActions", "must be a whole number from 1 on");
  return { allow, workflow, maxActions, logs: rest.logs ?? readOnly.logs, approve: rest.approve ?? readOnly.approve };
}

/** Whether the agent may see this workflow. */
export function isWithin({ workflow }: Pick<Policy, "workflow">, workflowId: string | undefined, name: string | undefined): boolean {
  if (workflow === undefined) return true;
  return [workflowId, name].some((text) => text !== undefined && matches(workflow, text));
}

/** Why the agent may not do these actions, as a sentence; undefined if it may. */
export function policyRefusal(
  actions: readonly Pick<PlannedAction, "action" | "workflowId" | "executionId" | "nodeId" | "workflowName" | "generation">[],
  policy: Policy,
) {
  const { allow, maxActions } = policy;
  if (actions.length > maxActions) return `A plan may have at most ${maxActions} actions; this one has ${actions.length}.`;
  const forbidden = actions.find(({ action }) => !allow.includes(action));
  if (forbidden !== undefined) return `The action ${forbidden.action} is not allowed here.`;
  if (actions.some(({ workflowId, workflowName }) => !isWithin(policy, workflowId, workflowName))) return outsideText(policy);
  if (actions.some(({ generation }) => generation > 1)) return "It repeats an action that is in doubt; only the user may do that.";
  return idRefusal(actions);
}

/** Why the user could not approve these ids, as a sentence: what they would read is not what would be sent. Undefined if they could. */
export function idRefusal(actions: readonly Pick<PlannedAction, "workflowId" | "executionId" | "nodeId">[]): string | undefined {
  const unseen = actions.flatMap(({ workflowId, executionId, nodeId }) => [workflowId, executionId, nodeId]).find((id) => !isSeenWhole(id));
  return unseen === undefined ? undefined : `The id ${JSON.stringify(shown(unseen, 64))} has invisible characters.`;
}

/** Says which workflows the agent may see. */
export function outsideText({ workflow }: Pick<Policy, "workflow">): string {
  return `Only workflows that match ${JSON.stringify(workflow)} are allowed here.`;
}

/** Without regular expressions that a pattern could make slow: from each star on, the earliest match is as good as any. */
function matches(pattern: string, text: string): boolean {
  let [at, from, star, resume] = [0, 0, -1, 0];
  while (from < text.length) {
    if (at < pattern.length && pattern[at] === "*") [star, resume, at] = [at, from, at + 1];
    else if (at < pattern.length && (pattern[at] === "?" || pattern[at] === text[from])) [at, from] = [at + 1, from + 1];
    else if (star >= 0) [at, resume, from] = [star + 1, resume + 1, resume + 1];
    else return false;
  }
  return /^\**$/.test(pattern.slice(at));
}
