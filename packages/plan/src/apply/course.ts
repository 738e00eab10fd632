import type { Client } from "@aom-workflow/client";
import { readState, showsEffect, type Waited, waitFor } from "@aom-workflow/client/executions";
import { keyOf, type PlannedAction, stateOf } from "../journal/action.ts";
import type { Journal, Watched } from "../journal/journal.ts";
import { entryFor, isFree, noCounts } from "../journal/ledger.ts";
import type { Plan } from "../plan/plan.ts";
import { actOnce } from "./act-once.ts";
import { type Acted, left } from "./acted.ts";
import { defaultLimits, holdReason, type Limits } from "./limits.ts";
import { paceOf, pause } from "./pace.ts";

type Given<Options> = { readonly [Name in keyof Options]?: Options[Name] | undefined };

/** How a plan is applied. */
export interface ApplyOptions extends Given<Limits> {
  readonly client: Client;
  /** The journal of the target, which the plan names. */
  readonly journal: Journal;
  /** Requests that act a second at most. Default: as fast as they come. */
  readonly rate?: number | undefined;
  /** Executions under way at once, 1 to 64. Default: 4. */
  readonly concurrency?: number | undefined;
  /** Also waits for the effect of each action. Default: only for those that go first. */
  readonly wait?: boolean | undefined;
  /** How long to wait for an effect at most, in milliseconds. Default: 600000. */
  readonly waitTimeout?: number | undefined;
  /** A person has looked at what held the plan, and lets it go on. Default: false. */
  readonly release?: boolean | undefined;
  /** Stops sending. What is under way is waited for, but no longer than ten seconds. */
  readonly signal?: AbortSignal | undefined;
}

/** Times that an action is put back before it is left: a minute or two of an outage. */
const mostRounds = 8;
const longestRest = 30_000;
/** Between two looks at what another process sends, in milliseconds; at first, and at most. */
const lookAgainMs = [10, 500] as const;
const defaultWaitMs = 600_000;
/** How long what is under way may take after an abort, in milliseconds. */
const patienceMs = 10_000;

/** A plan while it is applied. */
export class Course {
  readonly journal: Journal;
  readonly ended = new Map<PlannedAction, Acted>();
  readonly concurrency: number;
  stopped: string | undefined;
  readonly #plan: Plan;
  readonly #options: ApplyOptions;
  readonly #limits: Limits;
  readonly #pace;
  readonly #end = new AbortController();
  #isHeld = false;
  #refusals = 0;

  constructor(plan: Plan, options: ApplyOptions) {
    this.#plan = plan;
    this.#options = options;
    this.journal = options.journal;
    this.concurrency = options.concurrency ?? 4;
    const { first = defaultLimits.first, maxUnknown = defaultLimits.maxUnknown, maxFailures = defaultLimits.maxFailures } = options;
    this.#limits = { first, maxUnknown, maxFailures };
    options.signal?.addEventListener("abort", () => this.#endSoon(), { once: true });
    this.#pace = paceOf(options.journal.slot === undefined ? options.rate : undefined);
  }

  /** Id of the plan. */
  get plan(): string {
    return this.#plan.header.id;
  }

  /** How many actions it has. */
  get planned(): number {
    return this.#plan.actions.length;
  }

  get isInterrupted(): boolean {
    return this.#options.signal?.aborted === true;
  }

  get isOver(): boolean {
    return this.#isHeld || this.stopped !== undefined || this.isInterrupted;
  }

  stop(reason: string): void {
    if (!this.isOver) this.stopped = reason;
  }

  async hold(reason: string): Promise<void> {
    if (this.#isHeld) return;
    this.#isHeld = true;
    await this.journal.mark({ plan: this.#plan.header.id, kind: "held", reason });
  }

  /** The actions that have not ended, by execution, in the order of the plan. */
  ways(): readonly (readonly PlannedAction[])[] {
    const ways = new Map<string, PlannedAction[]>();
    for (const action of this.#plan.actions) {
      if (this.ended.has(action)) continue;
      const key = `${action.workflowId} ${action.executionId}`;
      const way = ways.get(key);
      if (way) way.push(action);
      else ways.set(key, [action]);
    }
    return [...ways.values()];
  }

  /** The same, begun somewhere else where several machines share the journal: in one order they would wait for each other at every action. */
  ownWays(): readonly (readonly PlannedAction[])[] {
    const ways = this.ways();
    const begin = this.journal.slot === undefined ? 0 : Math.floor(Math.random() * ways.length);
    return [...ways.slice(begin), ...ways.slice(0, begin)];
  }

  #endSoon(): void {
    const timer: unknown = setTimeout(() => this.#end.abort(this.#options.signal?.reason), patienceMs);
    // On Node it must not keep a process alive whose work is done.
    (timer as { readonly unref?: () => void }).unref?.();
  }

  /** May it still be sent? */
  async isDue(action: PlannedAction): Promise<boolean> {
    return isFree(await this.journal.entry(keyOf(action)), this.plan);
  }

  /** An action of each execution. @param since leaves out what had ended before then, in milliseconds since 1970 */
  async firsts(since: number | undefined): Promise<readonly PlannedAction[]> {
    if (since === undefined) return this.ways().flatMap(([action]) => action ?? []);
    const firsts = new Map<string, PlannedAction>();
    for (const action of this.ways().flat()) {
      const execution = `${action.workflowId} ${action.executionId}`;
      const entry = firsts.has(execution) ? undefined : await this.journal.entry(keyOf(action));
      const isOld = entry !== undefined && !isFree(entry, this.plan) && entryFor(entry, this.plan).at < since;
      if (!firsts.has(execution) && !isOld) firsts.set(execution, action);
    }
    return [...firsts.values()];
  }

  /** Acts until the action has ended, or has been put back too often. */
  async act(action: PlannedAction, isFirst: boolean): Promise<Acted> {
    const { client, signal, wait = false } = this.#options;
    const { id: plan, who, reason } = this.#plan.header;
    let looks = 0;
    for (let round = 1; ; ) {
      let acted = await actOnce(client, this.journal, action, {
        ...{ plan, who, reason, signal },
        endSignal: this.#end.signal,
        beforeIntent: () => this.#turn(),
        onEnd: (acted) => this.ended.set(action, acted),
      }).catch((error: unknown) => {
        const known = this.ended.get(action) ?? left(action, keyOf(action), "Not sent: the journal failed.");
        this.ended.set(action, known);
        throw error;
      });
      this.ended.set(action, acted);
      // Another process sends it: how that ends counts here, too.
      if (acted.isBeingSent && !this.isOver) {
        const [first, most] = lookAgainMs;
        await pause(Math.min(most, first * 2 ** looks++), signal);
        continue;
      }
      if (acted.outcome !== "left") {
        this.#refusals = 0;
        if (acted.outcome === "applied" && (isFirst || wait)) acted = { ...acted, ...(await this.#watch(action)) };
        this.ended.set(action, acted);
        await this.#checkLimits();
        return acted;
      }
      if (this.#isRefused(acted) || this.isOver || round === mostRounds) return acted;
      const restMs = restAfter(round++, acted.error?.retryAfter);
      // Too many requests slow all of them down.
      if (acted.error?.status === 429) this.#pace.rest(restMs);
      await pause(restMs, signal);
    }
  }

  /** Refused credentials were renewed by the call where they could be; where they stay refused, every other action would be refused too. */
  #isRefused({ error }: Acted): boolean {
    if (error?.status !== 401 && error?.status !== 403 && error?.code !== "authentication") return false;
    if (++this.#refusals < 2) return false;
    this.stop(`The credentials were refused. ${error.summary}`);
    return true;
  }

  async #turn(): Promise<void> {
    const { signal, rate } = this.#options;
    if (this.journal.slot !== undefined && rate !== undefined) await this.journal.slot(rate, signal);
    await this.#pace.next(signal);
  }

  async #watch(action: PlannedAction): Promise<Partial<Acted>> {
    const { client, signal, waitTimeout = defaultWaitMs } = this.#options;
    const key = keyOf(action);
    const { isGood, settlement } = (await this.journal.entry(key)) ?? {};
    if (isGood !== undefined) return { isGood, reason: settlement?.reason };
    const { listWorkflows, listExecutions, getExecution, safe } = client;
    const reader = { listWorkflows, listExecutions, getExecution, safe, warn() {} };
    const waited = await waitFor(reader, action, stateOf(action), { timeout: waitTimeout, signal });
    if (waited.end === "aborted") return {};
    const seen = seenIn(waited, waitTimeout);
    await this.journal.watched({ key, plan: this.#plan.header.id, ...seen });
    return seen;
  }

  /** Waits until the effect of an action can be read, which what comes next in its execution may need. */
  async sawEffect(action: PlannedAction): Promise<boolean> {
    const { client, signal, waitTimeout = defaultWaitMs } = this.#options;
    const until = performance.now() + waitTimeout;
    for (let restMs = 250; ; restMs = Math.min(restMs * 1.5, 15_000)) {
      const reading = await readState(client, action, { signal });
      if (reading.ok && showsEffect(action, stateOf(action), reading.state)) return true;
      if (this.isOver || performance.now() > until) return false;
      await pause(restMs, signal);
    }
  }

  async #checkLimits(): Promise<void> {
    const { id } = this.#plan.header;
    const [counts, { released, held, closed }] = [await this.journal.counts(id), await this.journal.planMark(id)];
    // By another process that applies it, too.
    if (held !== undefined) this.#isHeld = true;
    if (closed !== undefined) this.stop(`The plan was closed: ${closed}`);
    const reason = holdReason(counts, released ?? noCounts, this.#plan.actions.length, this.#limits);
    if (reason !== undefined) await this.hold(reason);
  }
}

/** How long to wait before an action is tried again, in milliseconds. @param retryAfter what the service asks for, in seconds */
function restAfter(round: number, retryAfter = 0): number {
  return Math.min(longestRest, Math.max(retryAfter * 1000, 250 * 2 ** (round - 1)) * (0.75 + 0.5 * Math.random()));
}

/** Did the execution go on, or end well, and if not, what was seen? Another node that waits is another matter. @param timeout in milliseconds */
function seenIn({ end, after, reason }: Waited, timeout: number): Pick<Watched, "isGood" | "reason"> {
  const isGood = end === "moved-on" || end === "waits-elsewhere" || (end === "ended" && after?.meaning === "succeeded");
  if (isGood) return { isGood };
  return { isGood, reason: end === "timed-out" ? `It was not seen to go on within ${timeout / 1000} s.` : reason };
}
