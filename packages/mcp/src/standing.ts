import { type Acted, type Entry, type Plan, type PlanMark, readOutcome } from "@aom-workflow/plan";
import { nextStep } from "./approval.ts";
import type { Planning } from "./planning.ts";
import type { Policy } from "./policy.ts";
import { shown } from "./present.ts";
import { countsOf, countsText, type Item, mayHaveBeenDone, type Next, outcomeOf, rowsOf, type ToolResult, toApply } from "./results.ts";

/** The state of a plan, by the journal; executions of actions in doubt are read. */
export async function standing(plan: Plan, planning: Planning, signal: AbortSignal): Promise<ToolResult> {
  const { client, journal, policy, applyCommand } = planning;
  const { id } = plan.header;
  const items: Item[] = [];
  for (const action of plan.actions) {
    const acted = await readOutcome(client, journal, action, { plan: id, signal });
    items.push(itemOf(acted, await journal.entry(acted.key), id));
  }
  const mark = await journal.planMark(id);
  const { approved } = mark;
  const step = nextStep({ mark, approve: "elicit", canAsk: true, answer: "missing", now: Date.now() });
  const state = stateOf(mark, step);
  const counts = countsOf(items);
  const isNew = approved === undefined && counts.left === counts.planned;
  const sent = isNew ? "Nothing was sent." : countsText(items, state === "closed");
  const why = step.kind === "report" ? `${step.why} ` : "";
  const rest = state === "closed" && approved === undefined ? " Do not ask again unless the user asks." : "";
  return {
    outcome: outcomeOf(counts),
    mayHaveBeenDone: mayHaveBeenDone(counts),
    evidence: `${why}${sent}${rest}`,
    next: nextAfter(id, state, counts, policy),
    ...{ planId: id, state, counts, results: rowsOf(items) },
    ...(approved !== undefined && { expiresAt: new Date(approved.expires).toISOString() }),
    // The reason may repeat text from the service.
    ...(mark.held !== undefined && { untrusted: { held: shown(mark.held, 500) } }),
    ...(state === "held" && { command: applyCommand(id) }),
    ...(state === "planned" && policy.approve === "terminal" && { command: applyCommand(id) }),
  };
}

function stateOf({ approved }: PlanMark, step: ReturnType<typeof nextStep>) {
  if (step.kind === "report") return step.state;
  return approved === undefined ? "planned" : "approved";
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
  return { action, end: outcome, since, said };
}

function nextAfter(planId: string, state: string, counts: ReturnType<typeof countsOf>, { approve, allow }: Policy): readonly Next[] {
  const mayApply = allow.length > 0 && approve !== "terminal" && counts.left > 0;
  if (state === "approved" && mayApply)
    return [{ tool: "apply_plan", arguments: { planId }, why: "to continue with what is left; no action is repeated" }];
  if (mayHaveBeenDone(counts))
    return [{ tool: "get_plan", arguments: { planId }, why: "to look again for the outcome; it sends no action" }];
  return state === "planned" && mayApply ? [toApply(planId, approve)] : [];
}
