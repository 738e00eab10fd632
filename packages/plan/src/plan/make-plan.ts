import type { Client, StoppedExecution, StoppedExecutionsOptions, UnreadExecution, WorkflowOperationAction } from "@aom-workflow/client";
import { readState, waitingFor } from "@aom-workflow/client/executions";
import { actionOf, keyOf, type PlannedAction, seenOf, siblingsOf } from "../journal/action.ts";
import type { Entry, Journal } from "../journal/journal.ts";
import { isFree } from "../journal/ledger.ts";
import { PlanError } from "../journal/plan-error.ts";
import type { Plan } from "./plan.ts";
import { planOf, problemOf } from "./plan-text.ts";

/** An action that somebody chose. */
export interface Selected {
  readonly action: WorkflowOperationAction;
  readonly workflowId: string;
  readonly executionId: string;
  readonly nodeId: string;
  readonly workflowName?: string | undefined;
  readonly cause?: string | undefined;
  /** Where it stands in the text that it was read from, counted from 1. */
  readonly line?: number | undefined;
}

/** What a plan is made from. */
export interface MakePlanOptions {
  readonly client: Client;
  readonly journal: Journal;
  /** What is to be done, in this order. */
  readonly selected: AsyncIterable<Selected> | Iterable<Selected>;
  /** How it was chosen, for people. */
  readonly selection: string;
  /** Why, for whoever reads the journal later. */
  readonly reason?: string | undefined;
  readonly who: string;
  /** Actions at most, so that a selection that is too wide is noticed. Default: 500. */
  readonly max?: number | undefined;
  /** Also plans what is in doubt: it may then be done twice. Default: false. */
  readonly includeDoubt?: boolean | undefined;
  /** Executions read at once. Default: 4. */
  readonly concurrency?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A plan, and what was left out of it. */
export interface MadePlan {
  readonly plan: Plan;
  /** What was chosen and is not in the plan, and why. */
  readonly leftOut: readonly { readonly selected: Selected; readonly reason: string; readonly doubt?: Entry | undefined }[];
}

/**
 * Reads each execution that was chosen and freezes what was seen of it. Sends nothing that acts.
 *
 * @throws PlanError `invalid-plan` for an action that cannot be, that is there twice, and for more than `max`
 */
export async function makePlan(options: MakePlanOptions): Promise<MadePlan> {
  const { client, journal, selection, reason, who, max = 500, includeDoubt = false, concurrency = 4, signal } = options;
  const selected = await listed(options.selected, max);
  const planned: (PlannedAction | undefined)[] = [];
  const leftOut: { selected: Selected; reason: string; doubt?: Entry | undefined }[] = [];
  let next = 0;
  const work = async () => {
    for (let index = next++; index < selected.length; index = next++) {
      const one = selected[index] as Selected;
      selected[index] = undefined;
      const found = await planOne(one);
      if ("reason" in found) leftOut.push({ selected: one, ...found });
      else planned[index] = found;
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, selected.length) }, work));
  const actions = planned.filter((action) => action !== undefined);
  const about = { id: newId(), ...journal.target, who, journal: journal.id, selection, reason, madeAt: new Date().toISOString() };
  return { plan: await planOf(about, actions), leftOut };

  async function planOne(one: Selected): Promise<PlannedAction | { readonly reason: string; readonly doubt?: Entry | undefined }> {
    const reading = await readState(client, one, { signal });
    if (!reading.ok) return { reason: `It could not be read. ${reading.error.summary}` };
    const seen = seenOf(reading.state, one.nodeId);
    const waits = waitingFor(reading.state).find(({ node }) => node?.id === one.nodeId);
    if (seen === undefined || !waits?.actions.some(({ action }) => action === one.action))
      return { reason: `The state does not allow ${one.action}: the execution is ${reading.state.meaning}.` };
    const { workflowId, executionId, nodeId, action, cause } = one;
    const workflowName = one.workflowName ?? reading.state.workflowName;
    for (let generation = 1; ; generation++) {
      const planned: PlannedAction = { action, workflowId, executionId, nodeId, workflowName, cause, seen, generation };
      const entry = await begun(keyOf(planned));
      if (entry === undefined) return planned;
      const other = actionOf(entry.key);
      const what = other === action ? "It" : `Another action for this run, ${other},`;
      if (await journal.isBeingSent(entry)) return { reason: `${what} is being sent by another process.` };
      const isDoubt = entry.state === "open" || entry.state === "unknown";
      if (!isDoubt) return { reason: `${what} was done already, and the state may lag behind.` };
      if (!includeDoubt) return { reason: `${what} is in doubt: it may have been done.`, doubt: entry };
    }
  }

  /** What was begun with this key, or by another action for the same run. */
  async function begun(key: string): Promise<Entry | undefined> {
    for (const each of [key, ...siblingsOf(key)]) {
      const entry = await journal.entry(each);
      if (!isFree(entry, undefined)) return entry;
    }
    return undefined;
  }
}

/** @throws PlanError */
async function listed(selected: MakePlanOptions["selected"], max: number): Promise<(Selected | undefined)[]> {
  const all: Selected[] = [];
  const lines = new Map<string, number>();
  for await (const one of selected) {
    const line = one.line ?? all.length + 1;
    const problem = problemOf(one);
    if (problem !== undefined) throw new PlanError("invalid-plan", `Line ${line} ${problem}.`, { lines: [line] });
    const key = JSON.stringify([one.workflowId, one.executionId, one.nodeId]);
    const before = lines.get(key);
    if (before !== undefined)
      throw new PlanError("invalid-plan", `Line ${line} is about the same node as line ${before}.`, { lines: [before, line] });
    lines.set(key, line);
    all.push(one);
    if (all.length > max)
      throw new PlanError("invalid-plan", `More than ${max} actions were chosen. Choose fewer, or allow more with --max.`);
  }
  return all;
}

/** What stopped, as actions. What could not be read is given to `onUnread`. */
export async function* selectStopped(
  client: Client,
  action: WorkflowOperationAction,
  filter: StoppedExecutionsOptions & { readonly causeOf?: ((row: StoppedExecution) => string | undefined) | undefined },
  onUnread: (row: UnreadExecution) => void,
): AsyncGenerator<Selected, void, undefined> {
  const { causeOf = () => undefined, ...options } = filter;
  for await (const row of client.stoppedExecutions(options)) {
    if (row.error !== undefined) onUnread(row);
    else if (row.nodeId !== undefined && row.actions.some((possible) => possible.action === action)) {
      const { workflowId, workflowName, executionId, nodeId } = row;
      yield { action, workflowId, executionId, nodeId, workflowName, cause: causeOf(row) };
    }
  }
}

const letters = "23456789abcdefghjkmnpqrstuvwxyz";

/** Short enough to be typed, and without letters that look alike. */
function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => letters[byte % letters.length]).join("");
}
