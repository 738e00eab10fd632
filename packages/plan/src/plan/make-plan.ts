import {
  type Client,
  InvalidInputError,
  type StoppedExecution,
  type StoppedExecutionsOptions,
  type UnreadExecution,
  type WorkflowOperationAction,
} from "@aom-workflow/client";
import { causeOf as causeIn, hasCause, readState, statePhrase, waitingFor } from "@aom-workflow/client/executions";
import { type NumberRange, type OptionKinds, readOptions } from "@aom-workflow/client/internal";
import { actionOf, keyOf, type PlannedAction, plannable, seenOf, siblingsOf } from "../journal/action.ts";
import { forgottenReason } from "../journal/forgotten.ts";
import { doerOf, type Entry, type Journal } from "../journal/journal.ts";
import { isFree } from "../journal/ledger.ts";
import { PlanError } from "../journal/plan-error.ts";
import type { Plan } from "./plan.ts";
import { planOf, problemOf } from "./plan-text.ts";

/** A selected action. */
export interface Selected {
  readonly action: WorkflowOperationAction;
  readonly workflowId: string;
  readonly executionId: string;
  /** Without one, as where an execution waits for approval, it is left out. */
  readonly nodeId?: string | undefined;
  readonly workflowName?: string | undefined;
  readonly cause?: string | undefined;
  /** Its line in the text that it was read from, counted from 1. */
  readonly line?: number | undefined;
}

/** What to make a plan from. */
export interface MakePlanOptions {
  readonly client: Client;
  readonly journal: Journal;
  /** The actions, in this order. Executions that could not be read are passed on to `unread`. */
  readonly selected: AsyncIterable<Selected | UnreadExecution> | Iterable<Selected | UnreadExecution>;
  /** How they were selected, for people. */
  readonly selection: string;
  /** Reason, recorded in the journal. */
  readonly reason?: string | undefined;
  readonly who: string;
  /** Actions at most, 1 to 1000000, to catch a selection that is too wide. Default: 500. */
  readonly max?: number | undefined;
  /** Also plan actions in doubt, and those that may have been done before the journal was pruned; with `"only"`, only those in doubt. They may then be done twice. Default: false. */
  readonly includeDoubt?: boolean | "only" | undefined;
  /** Executions to read at once, 1 to 64. Default: 4. */
  readonly concurrency?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How many executions at once. */
export const concurrencyRange: NumberRange = { from: 1, to: 64, what: "an integer" };

const kinds: OptionKinds<MakePlanOptions> = {
  client: "value",
  journal: "value",
  selected: "value",
  selection: "value",
  reason: "value",
  who: "value",
  max: { from: 1, to: 1_000_000, what: "an integer" },
  includeDoubt: "value",
  concurrency: concurrencyRange,
  signal: "value",
};

/** A plan, and what was left out of it. */
export interface MadePlan {
  readonly plan: Plan;
  /** Selected actions that the state or the journal rules out. */
  readonly leftOut: readonly LeftOut[];
  /** Executions that could not be read, so it is unknown whether they belong in the plan. */
  readonly unread: readonly UnreadExecution[];
}

/** A selected action that is not planned. */
export interface LeftOut {
  readonly selected: Selected;
  /** Why, as a sentence. */
  readonly reason: string;
  /** Its entry in the journal, if it is in doubt. */
  readonly doubt?: Entry | undefined;
  /** Its entry, if another process is sending it. */
  readonly beingSent?: Entry | undefined;
  /** Its entry, if it was already done. */
  readonly done?: Entry | undefined;
}

/**
 * Reads each selected execution and records its state. Only reads.
 *
 * @throws PlanError `invalid-plan` for an invalid or duplicate action, and for more than `max`
 * @throws InvalidInputError for an unknown or unusable option
 * @throws CallError if the credentials are refused or `signal` aborts: the rest would be missing from the plan
 */
export async function makePlan(given: MakePlanOptions): Promise<MadePlan> {
  const options = readOptions(given, kinds);
  const { client, journal, selection, reason, who, includeDoubt = false, concurrency = 4, signal } = options;
  if (typeof includeDoubt !== "boolean" && includeDoubt !== "only")
    throw new InvalidInputError("includeDoubt", 'must be true, false or "only"');
  const isOnlyDoubt = includeDoubt === "only";
  const { selected, unread } = await listed(options, isOnlyDoubt ? await placesInDoubt(journal) : undefined);
  const planned: (PlannedAction | undefined)[] = [];
  const leftOut: LeftOut[] = [];
  let next = 0;
  const work = async () => {
    for (let index = next++; index < selected.length; index = next++) {
      const one = selected[index] as Selected;
      selected[index] = undefined;
      const found = await planOne(one);
      if ("error" in found) unread.push(found);
      else if ("reason" in found) leftOut.push({ selected: one, ...found });
      else planned[index] = found;
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, selected.length) }, work)).finally(() => {
    next = selected.length;
  });
  const actions = planned.filter((action) => action !== undefined);
  const [refused] = unread;
  if (refused && actions.length + leftOut.length === 0 && unread.every(({ error }) => error.status === 403)) throw refused.error;
  const about = { id: newId(), ...journal.target, who, journal: journal.id, selection, reason, madeAt: new Date().toISOString() };
  return { plan: await planOf(about, actions), leftOut, unread };

  async function planOne(one: Selected): Promise<PlannedAction | Omit<LeftOut, "selected"> | UnreadExecution> {
    const { workflowId, executionId, nodeId, action, cause } = one;
    const reading = await readState(client, one, { signal });
    if (!reading.ok) return readable({ workflowId, workflowName: one.workflowName, executionId, error: reading.error });
    if (nodeId === undefined) return { reason: `The list names no node of it: the execution ${statePhrase(reading.state)}.` };
    if (!reading.state.nodes.some(({ id }) => id === nodeId)) return { reason: `The service lists no node ${nodeId} in this execution.` };
    const seen = seenOf(reading.state, nodeId);
    const waits = waitingFor(reading.state).find(({ node }) => node?.id === nodeId);
    if (seen === undefined || !waits?.actions.some((possible) => possible.action === action))
      return { reason: `The state does not allow ${action}: the execution ${statePhrase(reading.state)}.` };
    const workflowName = one.workflowName ?? reading.state.workflowName;
    for (let generation = 1; ; generation++) {
      const planned: PlannedAction = { action, workflowId, executionId, nodeId, workflowName, cause, seen, generation };
      const entry = await begun(keyOf(planned));
      const gone = entry === undefined ? forgottenReason(planned, journal) : undefined;
      if (gone !== undefined && includeDoubt === false) return { reason: gone };
      if (gone !== undefined) continue;
      if (entry === undefined && isOnlyDoubt && generation === 1)
        return { reason: "The node has run again since the action that is in doubt." };
      if (entry === undefined) return planned;
      const other = actionOf(entry.key);
      const what = other === action ? "It" : `Another action for this run, ${other},`;
      if (await journal.isBeingSent(entry)) return { reason: `${what} is being sent by another process.`, beingSent: entry };
      if (!isInDoubt(entry))
        return { reason: `${what} was already done by ${doerOf(entry.plan)}, and the state may lag behind.`, done: entry };
      if (includeDoubt === false) return { reason: `${what} is in doubt: it may have been done.`, doubt: entry };
    }
  }

  /** The entry of this key, or of another action for the same run, unless it is free. */
  async function begun(key: string): Promise<Entry | undefined> {
    for (const each of [key, ...siblingsOf(key)]) {
      const entry = await journal.entry(each);
      if (!isFree(entry, undefined)) return entry;
    }
    return undefined;
  }
}

function isInDoubt({ state }: Entry): boolean {
  return state === "open" || state === "unknown";
}

/** The nodes with an action in doubt, as {@link placeOf} writes them. */
async function placesInDoubt(journal: Journal): Promise<ReadonlySet<string>> {
  return new Set((await journal.doubts()).map(({ key }) => key.split("/", 3).join("/")));
}

/** The beginning of a key. */
function placeOf({ workflowId, executionId, nodeId = "" }: Selected): string {
  return [workflowId, executionId, nodeId].map(encodeURIComponent).join("/");
}

/** @throws CallError for errors that every other execution would have too */
function readable(row: UnreadExecution): UnreadExecution {
  const { code, status } = row.error;
  if (code === "authentication" || code === "aborted" || status === 401) throw row.error;
  return row;
}

/** @param places the nodes to include, if given. @throws PlanError */
async function listed({ selected, max = 500 }: MakePlanOptions, places: ReadonlySet<string> | undefined) {
  const all: (Selected | undefined)[] = [];
  const unread: UnreadExecution[] = [];
  const lines = new Map<string, number>();
  let count = 0;
  for await (const one of selected) {
    if ("error" in one) {
      unread.push(readable(one));
      continue;
    }
    const line = one.line ?? ++count;
    const problem = problemOf({ ...one, nodeId: one.nodeId ?? "none" });
    if (problem !== undefined) throw new PlanError("invalid-plan", `Line ${line} ${problem}.`, { lines: [line] });
    const place = placeOf(one);
    const before = lines.get(place);
    if (before !== undefined)
      throw new PlanError("invalid-plan", `Line ${line} names the same node as line ${before}.`, { lines: [before, line] });
    lines.set(place, line);
    if (places?.has(place) === false) continue;
    all.push(one);
    if (all.length > max) throw new PlanError("invalid-plan", `More than ${max} actions were selected. Select fewer, or raise --max.`);
  }
  return { selected: all, unread };
}

/** Which stopped executions to select. */
export interface SelectStoppedOptions extends StoppedExecutionsOptions {
  /** Only failures whose cause contains this text; `#` also matches the last part of an address. */
  readonly cause?: string | undefined;
  /** How a cause is worded. Default: its last line without secrets, ids and numbers. */
  readonly causeOf?: ((row: StoppedExecution) => string | undefined) | undefined;
}

/**
 * Selects stopped executions that allow an action. Also yields executions that could not be read, with the `error`.
 *
 * @throws InvalidInputError for an action that is not on a node, and what `stoppedExecutions` throws
 */
export async function* selectStopped(
  client: Client,
  action: WorkflowOperationAction,
  { cause: wanted, causeOf = ({ failedHosts }) => causeIn(failedHosts), ...options }: SelectStoppedOptions = {},
): AsyncGenerator<Selected | UnreadExecution, void, undefined> {
  if (!plannable.has(action)) throw new InvalidInputError("action", `must be one of ${[...plannable].join(", ")}`);
  for await (const row of client.stoppedExecutions(options)) {
    if (row.error !== undefined) yield row;
    else if (row.nodeId !== undefined && row.actions.some((possible) => possible.action === action)) {
      const { workflowId, workflowName, executionId, nodeId } = row;
      const cause = causeOf(row);
      if (wanted === undefined || hasCause(wanted, cause)) yield { action, workflowId, executionId, nodeId, workflowName, cause };
    }
  }
}

const letters = "23456789abcdefghjkmnpqrstuvwxyz";

/** Short enough to type, without letters that look alike. */
function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => letters[byte % letters.length]).join("");
}
