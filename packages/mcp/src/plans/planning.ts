import type { AnyCallError, WorkflowOperationAction } from "@aom-workflow/client";
import { readState } from "@aom-workflow/client/executions";
import { isPlanError, type LeftOut, type MadePlan, makePlan, type Plan, PlanError } from "@aom-workflow/plan";
import { canonical, type Environment, loadPlan, planPath, savePlan } from "@aom-workflow/plan/node";
import type { ReadSetup } from "../reads/reading.ts";
import { describeUnended } from "../reads/unended.ts";
import { idRefusal, isWithin, outsideText, policyRefusal } from "../tool/policy.ts";
import { shown } from "../tool/present.ts";
import { type Next, refused, type ToolResult, toList } from "../tool/results.ts";
import { type Call, continuation } from "./standing.ts";

/** Why sending stopped before everything was sent. */
export interface Stop {
  readonly reason: string;
  /** Of the last action that could not be sent. */
  readonly error: AnyCallError | undefined;
}

/** What the tools that plan and act work with. */
export interface Planning extends ReadSetup {
  readonly env: Environment;
  /** What the user types to apply a plan. */
  readonly applyCommand: (planId: string) => string;
  /** What the user types to send this action once they know that it was not done. */
  readonly doubtCommand: (action: PlanItem) => string;
  /** Plans that are being sent: another call for the same one waits for the end. */
  readonly sending: Map<string, { readonly ended: Promise<Stop | undefined>; readonly stop: () => void }>;
  /** Plans that the credentials did not allow to be applied, and what to do about that, as a sentence. */
  readonly refusals: Map<string, string>;
  /** Questions to the user that are open, by plan: another call for the same one waits for the answer. Until when, in milliseconds since 1970. */
  readonly questions: Map<string, { readonly until: number; readonly ended: AbortController }>;
}

interface PlanItem {
  readonly action: WorkflowOperationAction;
  readonly workflowId: string;
  readonly executionId: string;
  readonly nodeId: string;
}

/** `plan_actions`. */
export async function planActions(
  { actions, reason }: { readonly actions: readonly PlanItem[]; readonly reason: string },
  planning: Planning,
  call: Call,
): Promise<ToolResult> {
  const { client, journal, policy, who, env } = planning;
  const { signal } = call;
  const unseen = idRefusal(actions);
  if (unseen !== undefined) return refused(`${unseen} Nothing was planned.`);
  const selection = { selected: actions, selection: "by an agent", reason: shown(reason, 500) };
  const made = await makePlan({ client, journal, ...selection, who, signal }).catch((error: unknown) => {
    if (isPlanError(error) && error.code === "invalid-plan") throw new PlanError("invalid-plan", inItems(error.message));
    throw error;
  });
  const refusal = policyRefusal(made.plan.actions, policy) ?? (await outsideRefusal(made, planning, signal));
  if (refusal !== undefined) return refused(`${refusal} Nothing was planned.`);
  const leftOut = [...(await Promise.all(made.leftOut.map((each) => leftOutOf(each, planning)))), ...made.unread.map(unreadOf)];
  if (made.plan.actions.length === 0) return nothingPlanned(leftOut);
  await savePlan(made.plan, { env });
  return plannedResult(made.plan, leftOut, planning, call);
}

async function plannedResult(plan: Plan, leftOut: readonly LeftOutRow[], planning: Planning, call: Call): Promise<ToolResult> {
  const { id: planId, digest, actions } = plan.header;
  const doubts = leftOut.filter(({ outcome }) => outcome === "unknown").length;
  const { sentence, next, ...more } = await continuation(plan, actions, planning, call);
  return {
    outcome: "planned",
    mayHaveBeenDone: doubts > 0,
    evidence: [
      `${actions} ${actions === 1 ? "action is" : "actions are"} planned. Nothing was sent.`,
      doubts > 0 && `${doubts} ${doubts === 1 ? "was" : "were"} left out and may already have been done: see leftOut.`,
      sentence,
    ]
      .filter(Boolean)
      .join(" "),
    next,
    ...{ planId, digest, planned: actions, leftOut: leftOut.map(({ row }) => row) },
    ...more,
  };
}

/** Actions that are not in the plan, and what is known about them. */
interface LeftOutRow {
  readonly row: object;
  readonly outcome: "unknown" | "applied" | "not-sent";
  /** Why nothing was planned, if nothing else was selected: ends a sentence that begins with "Nothing was planned or sent". */
  readonly because: string;
  readonly next: readonly Next[];
}

async function leftOutOf({ selected, reason, doubt, beingSent, done }: LeftOut, planning: Planning): Promise<LeftOutRow> {
  // An agent always names a node.
  const { action, workflowId, executionId, nodeId = "" } = selected;
  const ids = { action, workflowId, executionId, nodeId };
  const look: Next = { tool: "get_execution", arguments: { workflowId, executionId }, why: "to see its state" };
  const unended = doubt ?? beingSent;
  if (unended !== undefined) {
    const { part, next } = await describeUnended(unended, planning);
    const command = "inDoubt" in part ? planning.doubtCommand(ids) : undefined;
    // Another action for the same run counts as well.
    const because =
      "beingSent" in part
        ? `: ${part.beingSent.action} is being sent now. Look again in a few seconds.`
        : `, because ${part.inDoubt.action} may already have been done. Once the user has checked that it was not, they can run this in a terminal: ${command}`;
    return { row: { ...ids, outcome: "unknown", ...part, command }, outcome: "unknown", because, next: [...next, look] };
  }
  // Its reason has no text from the service.
  if (done !== undefined)
    return { row: { ...ids, outcome: "applied", evidence: reason }, outcome: "applied", because: `. ${reason}`, next: [look] };
  return {
    row: { ...ids, outcome: "not-sent", untrusted: { reason: shown(reason, 300) } },
    outcome: "not-sent",
    because: seeRows,
    next: [look],
  };
}

const seeRows = ": leftOut has the reasons.";

function unreadOf({ workflowId, executionId, error }: MadePlan["unread"][number]): LeftOutRow {
  const untrusted = { reason: shown(`It could not be read. ${error.summary}`, 300) };
  return {
    row: { workflowId, executionId, outcome: "not-sent", untrusted },
    outcome: "not-sent",
    because: error.status === 404 ? ": the workflow has no such execution." : seeRows,
    next: error.status === 404 ? [toList] : [],
  };
}

/** Doubt comes first. An action that another plan did is not an error. */
function nothingPlanned(leftOut: readonly LeftOutRow[]): ToolResult {
  const rows = leftOut.map(({ row }) => row);
  const of = (wanted: LeftOutRow["outcome"]) => leftOut.filter(({ outcome }) => outcome === wanted);
  const [unknown, applied] = [of("unknown"), of("applied")];
  const [first] = unknown.length > 0 ? unknown : leftOut;
  const many =
    unknown.length > 0
      ? `${unknown.length} of the actions may already have been done`
      : `${applied.length} of the actions were already done`;
  const because = leftOut.length === 1 ? first?.because : unknown.length + applied.length > 0 ? `, because ${many}: see leftOut.` : seeRows;
  const done = applied.length === leftOut.length ? "applied" : "incomplete";
  return {
    outcome: unknown.length > 0 ? "unknown" : applied.length > 0 ? done : "not-sent",
    mayHaveBeenDone: unknown.length > 0,
    evidence: `Nothing was planned or sent${because}`,
    next: first?.next ?? [],
    leftOut: rows,
  };
}

/** Why an action that was left out may not be shown, as a sentence: its state would tell the agent about other workflows. */
async function outsideRefusal(
  { leftOut, unread }: MadePlan,
  { client, policy }: Planning,
  signal: AbortSignal,
): Promise<string | undefined> {
  for (const { workflowId = "", executionId = "" } of [...leftOut.map(({ selected }) => selected), ...unread]) {
    if (isWithin(policy, workflowId, undefined)) continue;
    const reading = await readState(client, { workflowId, executionId }, { signal });
    if (!isWithin(policy, workflowId, reading.ok ? reading.state.workflowName : undefined)) return outsideText(policy);
  }
  return undefined;
}

/** The saved plan. @throws PlanError if there is none, if it was changed or is of another user, target, journal or contract, or if the agent may not see it */
export async function loaded(planId: string, { journal, policy, who, env }: Planning): Promise<Plan> {
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
  if (!isOurs || header.journal !== journal.id)
    throw new PlanError("invalid-plan", `Plan ${planId} was made by another user, for another target, or for another journal.`);
  if (plan.actions.every(({ workflowId, workflowName }) => isWithin(policy, workflowId, workflowName))) return plan;
  throw new PlanError("invalid-plan", outsideText(policy));
}

/** The error of a selection, worded for a list instead of a file. */
function inItems(message: string): string {
  return shown(message, 300)
    .replace(/\bLine (?=\d)/g, "Action ")
    .replace(/\bline (?=\d)/g, "action ");
}
