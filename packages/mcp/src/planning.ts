import type { Client, WorkflowOperationAction } from "@aom-workflow/client";
import { isPlanError, type Journal, makePlan, type Plan, PlanError } from "@aom-workflow/plan";
import { canonical, type Environment, loadPlan, planPath, savePlan } from "@aom-workflow/plan/node";
import { idRefusal, type Policy, policyRefusal } from "./policy.ts";
import { shown } from "./present.ts";
import { type Next, refused, type ToolResult } from "./results.ts";

/** What the tools that plan and act work with. */
export interface Planning {
  readonly client: Client;
  readonly journal: Journal;
  readonly policy: Policy;
  /** Whose plans these are. */
  readonly who: string;
  readonly env: Environment;
  /** What a person types to apply a plan. */
  readonly applyCommand: (planId: string) => string;
  /** Plans of which something is being sent: another call for the same one waits for its end. */
  readonly sending: Map<string, { readonly ended: Promise<object>; readonly stop: () => void }>;
}

/** `plan_actions`. */
export async function planActions(
  { actions, reason }: { readonly actions: readonly PlanItem[]; readonly reason: string },
  planning: Planning,
  signal: AbortSignal,
): Promise<ToolResult> {
  const { client, journal, policy, who, env, applyCommand } = planning;
  const unseen = idRefusal(actions);
  if (unseen !== undefined) return refused(`${unseen} Nothing was planned.`);
  const selection = { selected: actions, selection: "by an agent", reason: shown(reason, 500) };
  const made = await makePlan({ client, journal, ...selection, who, signal }).catch((error: unknown) => {
    if (isPlanError(error) && error.code === "invalid-plan") throw new PlanError("invalid-plan", inItems(error.message));
    throw error;
  });
  const { header } = made.plan;
  const leftOut = [
    ...made.leftOut.map(({ selected: { action, workflowId, executionId, nodeId }, reason }) => ({
      ...{ action, workflowId, executionId, nodeId },
      untrusted: { reason: shown(reason, 300) },
    })),
    ...made.unread.map(({ workflowId, executionId, error }) => ({
      ...{ workflowId, executionId },
      untrusted: { reason: shown(`It could not be read. ${error.summary}`, 300) },
    })),
  ];
  if (made.plan.actions.length === 0)
    return refused("Nothing was planned: see leftOut for why. Nothing was sent.", { next: looking(leftOut[0]), leftOut });
  const refusal = policyRefusal(made.plan.actions, policy);
  if (refusal !== undefined) return refused(`${refusal} Nothing was planned.`);
  await savePlan(made.plan, { env });
  const byPerson = policy.approve === "terminal";
  const evidence = `${header.actions} ${header.actions === 1 ? "action is" : "actions are"} planned. Nothing was sent.`;
  return {
    outcome: "planned",
    mayHaveBeenDone: false,
    evidence: byPerson ? `${evidence} A person applies it in a terminal: ${applyCommand(header.id)}` : evidence,
    next: [
      byPerson
        ? { tool: "get_plan", arguments: { planId: header.id }, why: "to see whether a person has applied it" }
        : { tool: "apply_plan", arguments: { planId: header.id }, why: "to apply it once a person has approved it" },
    ],
    ...{ planId: header.id, digest: header.digest, planned: header.actions, leftOut },
    ...(byPerson && { command: applyCommand(header.id) }),
  };
}

interface PlanItem {
  readonly action: WorkflowOperationAction;
  readonly workflowId: string;
  readonly executionId: string;
  readonly nodeId: string;
}

/** @throws PlanError for one that is not there, was changed, or is of another principal, place or contract */
export async function loaded(planId: string, { journal, who, env }: Planning): Promise<Plan> {
  const plan = await loadPlan(planPath(planId, env), env).catch((error: unknown) => {
    if (!isPlanError(error)) throw error;
    const isMissing = Object(error.cause).code === "ENOENT";
    throw new PlanError(
      "invalid-plan",
      isMissing ? `There is no plan ${planId}.` : `Plan ${planId} cannot be used: ${shown(error.message, 300)}`,
    );
  });
  const { header } = plan;
  const [here, there] = [canonical(journal.target), canonical(header)];
  const isOurs = header.id === planId && header.who === who && here.endpoint === there.endpoint && here.projectId === there.projectId;
  const { approved } = await journal.planMark(planId);
  if (approved !== undefined && approved.digest !== header.digest)
    throw new PlanError("invalid-plan", `Plan ${planId} is not the one that was approved.`);
  if (isOurs && header.journal === journal.id) return plan;
  throw new PlanError("invalid-plan", `Plan ${planId} was made by another user, in another place, or for another journal.`);
}

/** What is wrong with a selection, in the words of a list instead of a file. */
function inItems(message: string): string {
  return shown(message, 300)
    .replace(/\bLine (?=\d)/g, "Action ")
    .replace(/\bline (?=\d)/g, "action ");
}

function looking(left: { readonly workflowId: string | undefined; readonly executionId: string | undefined } | undefined): readonly Next[] {
  if (left === undefined) return [];
  const { workflowId, executionId } = left;
  return [{ tool: "get_execution", arguments: { workflowId, executionId }, why: "to see its state" }];
}
