import { type Acted, applyPlan, isPlanError, type Plan, readOutcome } from "@aom-workflow/plan";
import { type Answer, approvalMs, approvedActions, freeAt, hourMs, nextStep, questionOf } from "./approval.ts";
import { loaded, type Planning } from "./planning.ts";
import { type Policy, policyRefusal } from "./policy.ts";
import { shown } from "./present.ts";
import { countsOf, countsText, itemsOf, type Next, outcomeOf, refused, type ToolResult } from "./results.ts";

/** What a call of `apply_plan` can do besides answering. */
export interface Applying {
  /** May the person be asked in the client? */
  readonly canAsk: boolean;
  /** What the person answered about this very plan. */
  readonly answer: (plan: Plan) => Promise<Answer>;
  /** Is told how many actions have ended. */
  readonly progress: (ended: number, planned: number) => void;
  /** Stops sending; what is in flight is waited for. */
  readonly signal: AbortSignal;
}

/** A question to the person, before anything is sent. */
export interface Question {
  readonly plan: Plan;
  readonly text: string;
}

/** A call ends before clients give up by themselves, which is mostly after a minute; the same call then goes on. */
const callMs = 40_000;

/** `apply_plan`. @throws PlanError */
export async function apply(planId: string, planning: Planning, applying: Applying): Promise<ToolResult | Question> {
  const { journal, policy, who } = planning;
  const plan = await loaded(planId, planning);
  const refusal = policyRefusal(plan.actions, policy);
  if (refusal !== undefined) return refused(`${refusal} Nothing was sent.`);
  const { canAsk } = applying;
  for (;;) {
    const now = Date.now();
    const mark = await journal.planMark(planId);
    const step = nextStep({ mark, approve: policy.approve, canAsk, answer: await applying.answer(plan), now });
    if (step.kind === "ask" || step.kind === "approve") {
      const used = await journal.approvals(now - hourMs);
      const free = freeAt({ used, who, actions: plan.actions.length, most: policy.maxActions });
      if (free !== undefined) return overLimit(planId, approvedActions(used, who), free, planning);
    }
    switch (step.kind) {
      case "report":
        return standing(plan, planning, applying.signal);
      case "ask":
        return { plan, text: questionOf(plan) };
      case "terminal":
        return byPerson(planId, planning);
      case "close":
        await close(planId, step.reason, planning);
        return standing(plan, planning, applying.signal);
      case "approve": {
        const { digest, actions } = plan.header;
        await journal.mark({ kind: "approved", plan: planId, digest, who, by: policy.approve, actions, expires: now + approvalMs });
        // Counted with this one, and after it was written: of two servers that approve at once, neither exceeds it.
        const approved = approvedActions(await journal.approvals(now - hourMs), who);
        if (approved <= policy.maxActions) break;
        await journal.mark({ plan: planId, kind: "closed", reason: `More than ${policy.maxActions} actions in an hour are not allowed.` });
        break;
      }
      case "apply": {
        const more = await sent(plan, step.until, planning, applying);
        return { ...(await standing(plan, planning, applying.signal)), ...more };
      }
    }
  }
}

/** Sends what is left, as long as a call may take. @returns what to say besides how the plan stands */
function sent(plan: Plan, until: number, planning: Planning, applying: Applying): Promise<object> {
  const { sending } = planning;
  const { id } = plan.header;
  const running = sending.get(id);
  if (running !== undefined) return running.ended;
  const ending = new AbortController();
  const stop = () => ending.abort();
  const ended = followed(plan, planning, applying, ending.signal);
  const timer = setTimeout(stop, Math.min(callMs, until - Date.now()));
  if (applying.signal.aborted) stop();
  applying.signal.addEventListener("abort", stop, { once: true });
  sending.set(id, { ended, stop });
  return ended.finally(() => {
    clearTimeout(timer);
    applying.signal.removeEventListener("abort", stop);
    sending.delete(id);
  });
}

async function followed(plan: Plan, { client, journal }: Planning, { progress }: Applying, signal: AbortSignal): Promise<object> {
  try {
    const course = applyPlan(plan, { client, journal, rate: 20, signal });
    for (let count = 1; ; count++) {
      const { done, value } = await course.next();
      if (!done) progress(count, plan.actions.length);
      else return value.stopped === undefined || signal.aborted ? {} : { untrusted: { stopped: shown(value.stopped, 500) } };
    }
  } catch (error) {
    // Another process closed it, or held it, since it was looked at.
    if (isPlanError(error) && (error.code === "closed" || error.code === "held")) return {};
    throw error;
  }
}

/** Closes a plan for good, and stops what this process sends of it. */
export async function close(planId: string, reason: string, { journal, sending }: Planning): Promise<void> {
  sending.get(planId)?.stop();
  await journal.mark({ plan: planId, kind: "closed", reason });
}

/** `get_plan`. @throws PlanError */
export async function getPlan(planId: string, planning: Planning, signal: AbortSignal): Promise<ToolResult> {
  return standing(await loaded(planId, planning), planning, signal);
}

/** `close_plan`. @throws PlanError */
export async function closePlan(planId: string, planning: Planning, signal: AbortSignal): Promise<ToolResult> {
  const plan = await loaded(planId, planning);
  await close(planId, "Closed by the agent.", planning);
  await planning.sending.get(planId)?.ended;
  const { outcome, mayHaveBeenDone, evidence, ...more } = await standing(plan, planning, signal);
  return { ...more, outcome: outcome === "unknown" ? outcome : "closed", mayHaveBeenDone, evidence };
}

/** How a plan stands, by the journal; what is in doubt is looked for. */
async function standing(plan: Plan, planning: Planning, signal: AbortSignal): Promise<ToolResult> {
  const { client, journal, policy, applyCommand } = planning;
  const { id } = plan.header;
  const acted: Acted[] = [];
  for (const action of plan.actions) {
    const one = await readOutcome(client, journal, action, { plan: id, signal });
    // What somebody is sending right now may have been done.
    acted.push(one.isBeingSent ? { ...one, outcome: "unknown" } : one);
  }
  const mark = await journal.planMark(id);
  const { approved } = mark;
  const step = nextStep({ mark, approve: "elicit", canAsk: true, answer: "missing", now: Date.now() });
  const state = step.kind === "report" ? step.state : approved === undefined ? "planned" : "approved";
  const counts = countsOf(acted);
  const outcome = outcomeOf(counts);
  const isNew = approved === undefined && counts.left === counts.planned;
  const sent = isNew ? "Nothing was sent." : countsText(counts, state === "closed");
  const why = step.kind === "report" ? `${step.why} ` : "";
  const rest = state === "closed" && approved === undefined ? " Do not ask again unless the user asks." : "";
  return {
    outcome,
    mayHaveBeenDone: counts.unknown > 0,
    evidence: `${why}${sent}${rest}`,
    next: nextAfter(id, state, counts, policy),
    ...{ planId: id, state, counts, results: itemsOf(acted) },
    ...(approved !== undefined && { expiresAt: new Date(approved.expires).toISOString() }),
    // Why may repeat what the service said.
    ...(mark.held !== undefined && { untrusted: { held: shown(mark.held, 500) } }),
    ...(state === "held" && { command: applyCommand(id) }),
    ...(state === "planned" && policy.approve === "terminal" && { command: applyCommand(id) }),
  };
}

function nextAfter(
  planId: string,
  state: string,
  { left, unknown }: ReturnType<typeof countsOf>,
  { approve, allow }: Policy,
): readonly Next[] {
  const mayApply = allow.length > 0 && approve !== "terminal";
  if (state === "approved" && left > 0 && mayApply)
    return [{ tool: "apply_plan", arguments: { planId }, why: "to continue with what is left; nothing is repeated" }];
  if (unknown > 0) return [{ tool: "get_plan", arguments: { planId }, why: "to look again for what is in doubt; it sends nothing" }];
  if (state === "planned" && mayApply)
    return [{ tool: "apply_plan", arguments: { planId }, why: "to apply it once a person has approved it" }];
  return [];
}

function overLimit(planId: string, used: number, free: number, { applyCommand, policy }: Planning): ToolResult {
  const command = applyCommand(planId);
  const availableAt = new Date(free).toISOString();
  return refused(
    `Nothing was sent: ${used} of ${policy.maxActions} actions an hour are used. This plan fits from ${availableAt} on; the user can apply it now in a terminal: ${command}`,
    {
      next: [{ tool: "get_plan", arguments: { planId }, why: "to see whether the user has applied it" }],
      ...{ planId, state: "planned", command, availableAt },
    },
  );
}

function byPerson(planId: string, { applyCommand }: Planning): ToolResult {
  const command = applyCommand(planId);
  return refused(`Nothing was sent: this client cannot ask the user. The user can apply the plan in a terminal: ${command}`, {
    next: [{ tool: "get_plan", arguments: { planId }, why: "to see whether the user has applied it" }],
    ...{ planId, state: "planned", command },
  });
}
