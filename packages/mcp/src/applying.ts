import { setTimeout as pause } from "node:timers/promises";
import type { AnyCallError } from "@aom-workflow/client";
import { applyPlan, isPlanError, type Plan } from "@aom-workflow/plan";
import { type Answer, approvalMs, nextStep, questionOf } from "./approval.ts";
import { freeAt, limitNotice, type Usage, usageBefore } from "./limit.ts";
import { loaded, type Planning, type Stop } from "./planning.ts";
import { policyRefusal } from "./policy.ts";
import { shown } from "./present.ts";
import { adviceOn, type countsOf, refused, type ToolResult } from "./results.ts";
import { standing } from "./standing.ts";

/** What a call of `apply_plan` can do besides returning a result. */
export interface Applying {
  /** Whether the client can ask the user. */
  readonly canAsk: boolean;
  /** Whether this call returns from a question. */
  readonly isReturn: boolean;
  /** What the user answered about exactly this plan. */
  readonly answer: (plan: Plan) => Promise<Answer>;
  /** Receives how many actions have ended. */
  readonly progress: (ended: number, planned: number) => void;
  /** Stops sending; requests in flight are completed. */
  readonly signal: AbortSignal;
}

/** A question to the user, before anything is sent. */
export interface Question {
  readonly plan: Plan;
  readonly text: string;
}

/** A call ends before clients time out, which most do after a minute; the same call then continues. */
const callMs = 40_000;

/** `apply_plan`. @throws PlanError */
export async function apply(planId: string, planning: Planning, applying: Applying): Promise<ToolResult | Question> {
  const { journal, policy, who } = planning;
  const plan = await loaded(planId, planning);
  const refusal = policyRefusal(plan.actions, policy);
  if (refusal !== undefined) return refused(`${refusal} Nothing was sent.`);
  const { canAsk, isReturn, signal } = applying;
  for (;;) {
    const now = Date.now();
    const mark = await journal.planMark(planId);
    const step = nextStep({ mark, approve: policy.approve, canAsk, answer: await applying.answer(plan), now });
    // Another server may have settled the plan while the user was asked here.
    if (isReturn && (step.kind === "report" || step.kind === "apply")) endQuestion(planId, planning);
    if (step.kind === "ask" || step.kind === "approve" || step.kind === "apply") {
      const usage = await usageBefore(mark.approved, who, journal);
      const free = freeAt(usage, plan.actions.length, policy);
      if (free !== undefined) {
        endQuestion(planId, planning);
        return overLimit(plan, usage, mark.approved === undefined ? free : undefined, planning);
      }
    }
    switch (step.kind) {
      case "report":
        return standing(plan, planning, signal);
      case "ask": {
        if (!isReturn && (await isAnswered(planId, planning, signal))) continue;
        const { state, counts, ...rest } = await standing(plan, planning, signal);
        // The user is not asked about a plan of which nothing is left.
        if ((counts as ReturnType<typeof countsOf>).left === 0 || signal.aborted) return { ...rest, state, counts };
        ask(planId, planning);
        return { plan, text: questionOf(plan) };
      }
      case "terminal":
        return byPerson(planId, planning);
      case "close":
        await close(planId, step.reason, planning);
        return standing(plan, planning, signal);
      case "approve": {
        const { digest, actions } = plan.header;
        await journal.mark({ kind: "approved", plan: planId, digest, who, by: policy.approve, actions, expires: now + approvalMs });
        endQuestion(planId, planning);
        break;
      }
      case "apply": {
        const refusedFor = await sent(plan, step.until, planning, applying);
        return withRefusal(await standing(plan, planning, signal), refusedFor, planning);
      }
    }
  }
}

/** Opens a question about a plan, which replaces an open one. */
function ask(planId: string, planning: Planning): void {
  endQuestion(planId, planning);
  planning.questions.set(planId, { until: Date.now() + callMs, ended: new AbortController() });
}

function endQuestion(planId: string, { questions }: Planning): void {
  questions.get(planId)?.ended.abort();
  questions.delete(planId);
}

/**
 * Waits for the answer to a question about this plan that another call has opened, so that the user is asked once. A client of 2026-07-28 does not report
 * that a question was dismissed, so after a while it counts as answered.
 *
 * @returns whether there was one
 */
async function isAnswered(planId: string, { questions }: Planning, signal: AbortSignal): Promise<boolean> {
  const open = questions.get(planId);
  if (open === undefined || open.until <= Date.now() || signal.aborted) return false;
  await pause(open.until - Date.now(), undefined, { signal: AbortSignal.any([open.ended.signal, signal]) }).catch(() => {});
  return true;
}

/** Sends what is left, for as long as a call may take. @returns why it stopped; undefined if it did not */
function sent(plan: Plan, until: number, planning: Planning, applying: Applying): Promise<Stop | undefined> {
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

async function followed(plan: Plan, { client, journal }: Planning, { progress }: Applying, signal: AbortSignal): Promise<Stop | undefined> {
  try {
    const run = applyPlan(plan, { client, journal, rate: 20, signal });
    let error: AnyCallError | undefined;
    for (let count = 1; ; count++) {
      const { done, value } = await run.next();
      if (done) return value.stopped === undefined || signal.aborted ? undefined : { reason: value.stopped, error };
      error = value.error ?? error;
      progress(count, plan.actions.length);
    }
  } catch (error) {
    // Another process has closed or held it in the meantime.
    if (isPlanError(error) && (error.code === "closed" || error.code === "held")) return undefined;
    throw error;
  }
}

/** A result with why sending stopped. While the credentials are refused, continuing would only fail again. */
function withRefusal(result: ToolResult, stop: Stop | undefined, { loginCommand }: Planning): ToolResult {
  if (stop === undefined) return result;
  const advice = stop.error && adviceOn(stop.error, loginCommand);
  const untrusted = { stopped: shown(stop.reason, 500) };
  if (advice === undefined) return { ...result, untrusted };
  return { ...result, evidence: `${result.evidence} ${advice}`, next: [], command: loginCommand, untrusted };
}

/** Closes a plan for good, and stops what this process sends of it. */
export async function close(planId: string, reason: string, planning: Planning): Promise<void> {
  const { journal, sending } = planning;
  try {
    await journal.mark({ plan: planId, kind: "closed", reason });
  } finally {
    // Afterwards, so that the call that sends reports the plan as closed.
    sending.get(planId)?.stop();
    endQuestion(planId, planning);
  }
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

/** @param free when the plan fits, in milliseconds since 1970; undefined if its approval ends before that */
function overLimit({ header }: Plan, usage: Usage, free: number | undefined, { applyCommand, policy }: Planning): ToolResult {
  const { id: planId } = header;
  const { sentence, ...more } = limitNotice(usage, free, applyCommand(planId), policy);
  return refused(`Nothing was sent: ${sentence}`, {
    next: [{ tool: "get_plan", arguments: { planId }, why: "to see whether the user has applied it" }],
    ...{ planId, state: free === undefined ? "approved" : "planned", ...more },
  });
}

function byPerson(planId: string, { applyCommand }: Planning): ToolResult {
  const command = applyCommand(planId);
  return refused(`Nothing was sent: this client cannot ask the user. The user can apply the plan in a terminal: ${command}`, {
    next: [{ tool: "get_plan", arguments: { planId }, why: "to see whether the user has applied it" }],
    ...{ planId, state: "planned", command },
  });
}
