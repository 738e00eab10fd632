import { type Acted, type Entry, type Plan, type PlanMark, readOutcome } from "@aom-workflow/plan";
import { isWithin, policyRefusal } from "../tool/policy.ts";
import { shown } from "../tool/present.ts";
import {
  type Counts,
  countsOf,
  countsText,
  type Item,
  mayHaveBeenDone,
  type Next,
  outcomeOf,
  rowsOf,
  type ToolResult,
} from "../tool/results.ts";
import { nextStep, type Step, type Way, wayOn } from "./approval.ts";
import { freeAt, limitNotice, usageBefore } from "./limit.ts";
import type { Planning } from "./planning.ts";

/** What one call adds to the server. */
export interface Call {
  /** Whether the client can ask the user. */
  readonly canAsk: boolean;
  readonly signal: AbortSignal;
}

/** The state of a plan, by the journal; executions of actions in doubt are read. */
export async function standing(plan: Plan, planning: Planning, call: Call): Promise<ToolResult> {
  const { client, journal } = planning;
  const { id } = plan.header;
  const items: Item[] = [];
  for (const action of plan.actions) {
    const acted = await readOutcome(client, journal, action, { plan: id, signal: call.signal });
    items.push(itemOf(acted, await journal.entry(acted.key), id));
  }
  const counts = countsOf(items);
  const mark = await journal.planMark(id);
  const { approved } = mark;
  const state = stateOf(mark);
  const { sentence, next, ...more } = await continuation(plan, counts.left, planning, call);
  const isNew = approved === undefined && counts.left === counts.planned;
  const parts = [
    await whyText(id, mark, planning),
    isNew ? "Nothing was sent." : countsText(counts, state === "closed", items),
    seenText(items),
    sentence,
    state === "closed" && approved === undefined && "Do not ask again unless the user asks.",
    doubtText(items),
  ];
  return {
    outcome: outcomeOf(counts),
    mayHaveBeenDone: mayHaveBeenDone(counts),
    evidence: parts.filter(Boolean).join(" "),
    next: [...next, ...toLook(id, items)],
    ...{ planId: id, state, counts, results: rowsOf(items, planning.doubtCommand) },
    ...marksOf(mark),
    ...more,
  };
}

/**
 * The state of a plan whose file cannot be used here, by the journal alone.
 *
 * @param problem why it cannot be used, as a sentence
 * @returns undefined if the journal has nothing about it
 */
export async function standingByJournal(
  id: string,
  problem: string,
  planning: Planning,
  { signal }: Call,
): Promise<ToolResult | undefined> {
  const { client, journal, policy, who, doubtCommand } = planning;
  const items: Item[] = [];
  for (const { plan, key, intent } of await journal.doubts()) {
    if (plan !== id || intent === undefined) continue;
    const acted = await readOutcome(client, journal, { ...intent, generation: Number(key.split("/").at(-1)) }, { plan: id, signal });
    // Others' actions are counted, not shown.
    if (intent.who === who && isWithin(policy, intent.workflowId, undefined)) items.push(itemOf(acted, await journal.entry(key), id));
  }
  const mark = await journal.planMark(id);
  const { applied, rejected, stale, unknown, open } = await journal.counts(id);
  const recorded = applied + rejected + stale + unknown + open;
  if (recorded === 0 && mark.approved === undefined) return undefined;
  const planned = mark.approved?.actions ?? recorded;
  const beingSent = countsOf(items).beingSent;
  const ended = { applied, done: 0, rejected, stale, beingSent, unknown: unknown + open - beingSent };
  const counts: Counts = { planned, ...ended, left: Math.max(0, planned - recorded) };
  const outcome = outcomeOf(counts);
  return {
    // Without an approval the journal does not say how many actions there were.
    outcome: outcome === "applied" && mark.approved === undefined ? "incomplete" : outcome,
    mayHaveBeenDone: mayHaveBeenDone(counts),
    evidence: [problem, "This is what the journal has about it:", countsText(counts, true), doubtText(items)].filter(Boolean).join(" "),
    next: toLook(id, items),
    ...{ planId: id, state: stateOf(mark), counts, results: rowsOf(items, doubtCommand) },
    ...marksOf(mark),
  };
}

/** What can be done with a plan: what the agent can call, and what the user can type. */
export interface Continuation {
  readonly sentence: string | undefined;
  readonly next: readonly Next[];
  readonly command?: string;
  readonly availableAt?: string | undefined;
}

/** What can be done next with a plan in this session. @param left how many actions are left */
export async function continuation(plan: Plan, left: number, planning: Planning, { canAsk }: Call): Promise<Continuation> {
  const { journal, policy, who, applyCommand, loginCommand } = planning;
  const { allow, approve } = policy;
  const { id, actions } = plan.header;
  const mark = await journal.planMark(id);
  const step = nextStep({ mark, approve, canAsk, answer: "missing", now: Date.now() });
  const usage = await usageBefore(mark.approved, who, journal);
  const free = freeAt(usage, actions, policy);
  const mayPlan = allow.length > 0;
  const mayApply = mayPlan && approve !== "terminal" && policyRefusal(plan.actions, policy) === undefined;
  const way = wayOn(step, { left, mayPlan, mayApply, fits: free === undefined });
  const refusal = planning.refusals.get(id);
  if (refusal !== undefined && way.agent === "apply")
    return { sentence: refusal, next: [], ...(loginCommand && { command: loginCommand }) };
  const next = way.agent === undefined ? [] : [way.agent === "replan" ? toReplan : toApply(id, step)];
  if (way.user === undefined) return { sentence: undefined, next };
  const command = way.user === "release" ? `${applyCommand(id)} --release` : applyCommand(id);
  const isOver = mayApply && free !== undefined && step.kind !== "report" && step.kind !== "terminal";
  if (!isOver) return { sentence: userText(way, step, mayApply && approve === "elicit", command), next, command };
  const { sentence, availableAt } = limitNotice(usage, mark.approved === undefined ? free : undefined, command, policy);
  return { sentence, next, command, ...(availableAt !== undefined && { availableAt }) };
}

/** What the user can do, as a sentence. @param cannotAsk whether nothing but the client is in the way */
function userText({ agent, user }: Way, { kind }: Step, cannotAsk: boolean, command: string): string {
  if (user === "release") return `The user can release it in a terminal: ${command}`;
  if (kind === "report")
    return `${agent === "replan" ? "Plan the rest again, or the user" : "The user"} can apply it in a terminal: ${command}`;
  const who = cannotAsk ? "This client cannot ask the user, who" : "The user";
  return `${who} can apply the plan in a terminal: ${command}`;
}

const toReplan: Next = { tool: "list_stopped", arguments: {}, why: "to see what is still stopped, and plan the rest again" };

function toApply(planId: string, { kind }: Step): Next {
  const why =
    kind === "apply"
      ? "to continue with what is left; no action is repeated"
      : kind === "approve"
        ? "to apply it; nobody is asked"
        : "to ask the user and apply it";
  return { tool: "apply_plan", arguments: { planId }, why };
}

/** How long an effect may take to show, in milliseconds: an older doubt is for the user. */
const showsWithinMs = 10 * 60_000;

/** Looking again for outcomes, while that can help. */
function toLook(planId: string, items: readonly Item[]): readonly Next[] {
  const wait = items.some(({ end }) => end === "beingSent") ? "a few seconds" : items.some(mayShow) ? "a minute" : undefined;
  if (wait === undefined) return [];
  return [{ tool: "get_plan", arguments: { planId }, why: `to look again for the outcome, in ${wait}; it sends no action` }];
}

function mayShow({ end, since = 0 }: Item): boolean {
  return end === "unknown" && Date.now() - since < showsWithinMs;
}

/** What to do about doubts, as a sentence. */
function doubtText(items: readonly Item[]): string | undefined {
  const doubts = items.filter(({ end }) => end === "unknown");
  if (doubts.length === 0) return undefined;
  const check = "the user has to check it. If it was not done, they can run its command in results.";
  return doubts.some(mayShow) ? `Look again in a minute; if the doubt stays, ${check}` : `Its effect has not been seen: ${check}`;
}

/** That another action may have caused what was taken for the effect, as a sentence. */
function seenText(items: readonly Item[]): string | undefined {
  const count = items.filter(({ isSeenOnly }) => isSeenOnly).length;
  return count === 0
    ? undefined
    : `The effect of ${count} was seen without a confirmation by the service: another action may have caused it.`;
}

/** Why nothing more is sent, in our own words: the reason in the journal may quote the service. */
async function whyText(planId: string, mark: PlanMark, { journal }: Planning): Promise<string | undefined> {
  const step = stepOf(mark);
  if (step.kind !== "report") return undefined;
  if (step.state !== "held") return step.why;
  const { rejected, unknown, bad } = await journal.counts(planId);
  const causes = [
    rejected > 0 && `${rejected} rejected`,
    unknown > 0 && `${unknown} in doubt`,
    bad > 0 && `${bad} sent, after which the execution stopped again or was not seen to move on`,
  ].filter(Boolean);
  return causes.length === 0 ? step.why : `${step.why} Of its actions: ${causes.join(", ")}.`;
}

function marksOf({ approved, held }: PlanMark) {
  return {
    ...(approved !== undefined && { expiresAt: new Date(approved.expires).toISOString() }),
    // The reason may repeat text from the service.
    ...(held !== undefined && { untrusted: { held: shown(held, 500) } }),
  };
}

/** What the journal allows, whoever asks. */
function stepOf(mark: PlanMark): Step {
  return nextStep({ mark, approve: "elicit", canAsk: true, answer: "missing", now: Date.now() });
}

function stateOf(mark: PlanMark) {
  const step = stepOf(mark);
  if (step.kind === "report") return step.state;
  return mark.approved === undefined ? "planned" : "approved";
}

/** What is known about an action, by its outcome and its entry in the journal. */
function itemOf({ action, outcome, isBeingSent, since, reason }: Acted, entry: Entry | undefined, plan: string): Item {
  if (isBeingSent) return { action, end: "beingSent", since: entry?.at };
  const own = entry?.earlier?.find((each) => each.plan === plan) ?? entry;
  const isDone = own !== undefined && own.plan !== plan && (own.state === "applied" || own.state === "resolved");
  if (outcome === "stale" && isDone)
    return { action, end: "done", doneBy: own.plan === undefined ? "a single command" : `plan ${own.plan}` };
  // Only reasons from the journal may repeat text from the service; the others say no more than the outcome.
  const said = outcome !== "applied" && reason === own?.settlement?.reason ? reason : undefined;
  return { action, end: outcome, since, said, isSeenOnly: outcome === "applied" && own?.state === "resolved" };
}
