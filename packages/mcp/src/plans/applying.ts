import type { AnyCallError } from "@aom-workflow/client";
import { applyPlan, isPlanError, type Plan } from "@aom-workflow/plan";
import { policyRefusal } from "../tool/policy.ts";
import { shown } from "../tool/present.ts";
import { adviceOn, type Counts, type ToolResult, toWait } from "../tool/results.ts";
import { type Answer, approvalMs, nextStep, questionOf } from "./approval.ts";
import { freeAt, usageBefore } from "./limit.ts";
import { loaded, type Planning, type Stop } from "./planning.ts";
import { type Call, standing, standingByJournal } from "./standing.ts";

/** What a call of `apply_plan` can do besides returning a result. Its signal stops sending; requests in flight are completed. */
export interface Applying extends Call {
  /** Whether this call returns from a question. */
  readonly isReturn: boolean;
  /** Whether the call stays open while the user is asked, so that the end of the question is known. */
  readonly isHeld: boolean;
  /** What the user answered about exactly this plan. */
  readonly answer: (plan: Plan) => Promise<Answer>;
  /** Receives how many actions have ended. */
  readonly progress: (ended: number, planned: number) => void;
}

/** A question to the user, before anything is sent. */
export interface Question {
  readonly plan: Plan;
  readonly text: string;
  /** Aborts when the question no longer matters: the plan was closed, or settled by another answer. */
  readonly ended: AbortSignal;
}

/** A call ends before clients time out, which most do after a minute; the same call then continues. */
const callMs = 40_000;

/** `apply_plan`. @throws PlanError */
export async function apply(planId: string, planning: Planning, applying: Applying): Promise<ToolResult | Question> {
  return withPlan(planId, planning, applying, (plan) => applyLoaded(plan, planning, applying));
}

async function applyLoaded(plan: Plan, planning: Planning, applying: Applying): Promise<ToolResult | Question> {
  const { journal, policy, who } = planning;
  const planId = plan.header.id;
  const report = () => standing(plan, planning, applying);
  const refusal = policyRefusal(plan.actions, policy);
  if (refusal !== undefined) return saying(refusal, await report());
  const { canAsk, isReturn } = applying;
  for (;;) {
    const now = Date.now();
    const mark = await journal.planMark(planId);
    const step = nextStep({ mark, approve: policy.approve, canAsk, answer: await applying.answer(plan), now });
    // Another server may have settled the plan while the user was asked here.
    if (isReturn && (step.kind === "report" || step.kind === "apply" || step.kind === "terminal")) endQuestion(planId, planning);
    if (step.kind === "ask" || step.kind === "approve" || step.kind === "apply") {
      const usage = await usageBefore(mark.approved, who, journal);
      if (freeAt(usage, plan.actions.length, policy) !== undefined) {
        endQuestion(planId, planning);
        return report();
      }
    }
    switch (step.kind) {
      case "report":
      case "terminal":
        return report();
      case "ask": {
        const open = isReturn ? undefined : await openQuestion(planId, planning, applying.signal);
        if (open === "answered") continue;
        const result = await report();
        if (open === "open") return { ...saying("The user has not answered yet.", result), next: [toWait(planId)] };
        // The user is not asked about a plan of which nothing is left.
        if ((result.counts as Counts).left === 0 || applying.signal.aborted) return result;
        return { plan, text: questionOf(plan), ended: ask(planId, planning, applying) };
      }
      case "close":
        await close(planId, step.reason, planning);
        return report();
      case "approve": {
        const { digest, actions } = plan.header;
        await journal.mark({ kind: "approved", plan: planId, digest, who, by: policy.approve, actions, expires: now + approvalMs });
        endQuestion(planId, planning);
        break;
      }
      case "apply": {
        const stop = await sent(plan, step.until, planning, applying);
        noteRefusal(planId, stop, planning);
        const result = await report();
        return stop === undefined
          ? result
          : { ...result, untrusted: { ...(result.untrusted as object), stopped: shown(stop.reason, 500) } };
      }
    }
  }
}

/** A result with a sentence of its own before the evidence. */
function saying(sentence: string, result: ToolResult): ToolResult {
  return { ...result, evidence: `${sentence} ${result.evidence}` };
}

/** Does something with a saved plan; if it cannot be used, reports what the journal has about it. @throws PlanError if the journal has nothing */
async function withPlan<Result>(
  planId: string,
  planning: Planning,
  call: Call,
  work: (plan: Plan) => Promise<Result>,
): Promise<Result | ToolResult> {
  const plan = await loaded(planId, planning).catch((error: unknown) => {
    if (isPlanError(error) && error.code === "invalid-plan") return error;
    throw error;
  });
  if (!isPlanError(plan)) return work(plan);
  const known = await standingByJournal(planId, plan.message, planning, call);
  if (known === undefined) throw plan;
  return known;
}

/**
 * Opens a question about a plan, which replaces an open one.
 *
 * @returns a signal that it no longer matters
 */
function ask(planId: string, planning: Planning, { isHeld }: Applying): AbortSignal {
  endQuestion(planId, planning);
  const ended = new AbortController();
  planning.questions.set(planId, { until: isHeld ? Number.POSITIVE_INFINITY : Date.now() + callMs, ended });
  return ended.signal;
}

function endQuestion(planId: string, { questions }: Planning): void {
  questions.get(planId)?.ended.abort();
  questions.delete(planId);
}

/**
 * Waits for the answer to a question about this plan that another call has opened, so that the user is asked once. A client of 2026-07-28 does not report
 * that a question was dismissed, so after a while it counts as answered.
 *
 * @returns whether it was answered or is still open; undefined if there was none, or if it counts as dismissed
 */
async function openQuestion(planId: string, { questions }: Planning, signal: AbortSignal): Promise<"answered" | "open" | undefined> {
  const open = questions.get(planId);
  if (open === undefined || open.until <= Date.now() || signal.aborted) return undefined;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, Math.min(open.until - Date.now(), callMs));
    const stop = () => {
      clearTimeout(timer);
      resolve();
    };
    AbortSignal.any([open.ended.signal, signal]).addEventListener("abort", stop, { once: true });
  });
  return open.ended.signal.aborted || open.until <= Date.now() ? "answered" : "open";
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

/** Keeps what has to be done before sending can succeed: while the credentials are refused, continuing would only fail again. */
function noteRefusal(planId: string, stop: Stop | undefined, { refusals, loginCommand }: Planning): void {
  const advice = stop?.error && adviceOn(stop.error, loginCommand);
  if (advice === undefined) refusals.delete(planId);
  else refusals.set(planId, advice);
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
export async function getPlan(planId: string, planning: Planning, call: Call): Promise<ToolResult> {
  return withPlan(planId, planning, call, (plan) => standing(plan, planning, call));
}

/** `close_plan`. @throws PlanError */
export async function closePlan(planId: string, planning: Planning, call: Call): Promise<ToolResult> {
  return withPlan(planId, planning, call, async (plan) => {
    await close(planId, "Closed by the agent.", planning);
    await planning.sending.get(planId)?.ended;
    const { outcome, mayHaveBeenDone, evidence, ...more } = await standing(plan, planning, call);
    return { ...more, outcome: outcome === "unknown" ? outcome : "closed", mayHaveBeenDone, evidence };
  });
}
