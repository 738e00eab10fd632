import { readState, showsEffect, waitFor } from "@aom-workflow/client/executions";
import { keyOf, type PlannedAction, stateOf } from "../journal/action.ts";
import type { Journal } from "../journal/journal.ts";
import { entryFor, isFree, noCounts } from "../journal/ledger.ts";
import type { Plan } from "../plan/plan.ts";
import { actOnce } from "./act-once.ts";
import { type Acted, left } from "./acted.ts";
import type { ApplyOptions } from "./apply-options.ts";
import { FanOut } from "./fan-out.ts";
import { defaultLimits, holdReason, type Limits } from "./limits.ts";
import { paceOf, pause } from "./pace.ts";
import { seenIn } from "./watched.ts";

/** How often an action is tried before it is left: about a minute or two of an outage. */
const maxRounds = 8;
const longestRest = 30_000;
/** Pause between two checks of an action that another process is sending, in milliseconds: the first and the longest. */
const lookAgainMs = [10, 500] as const;
const defaultWaitMs = 600_000;
/** How long requests in flight may take after an abort, in milliseconds. */
const graceMs = 10_000;

/** A plan that is being applied. */
export class PlanRun {
  readonly journal: Journal;
  readonly ended = new Map<PlannedAction, Acted>();
  readonly concurrency: number;
  stopped: string | undefined;
  readonly #plan: Plan;
  readonly #options: ApplyOptions;
  readonly #limits: Limits;
  readonly #pace;
  readonly #stopping = new FanOut();
  readonly #ending = new FanOut();
  readonly #onAbort = () => {
    this.#stopping.abort(this.#options.signal?.reason);
    this.#endSoon();
  };
  #isHeld = false;
  #refusals = 0;

  constructor(plan: Plan, options: ApplyOptions) {
    this.#plan = plan;
    this.#options = options;
    this.journal = options.journal;
    this.concurrency = options.concurrency ?? 4;
    const { first = defaultLimits.first, maxUnknown = defaultLimits.maxUnknown, maxFailures = defaultLimits.maxFailures } = options;
    this.#limits = { first, maxUnknown, maxFailures };
    if (options.signal?.aborted) this.#onAbort();
    else options.signal?.addEventListener("abort", this.#onAbort, { once: true });
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

  /** Stops listening to the caller's signal, which may outlive this. */
  release(): void {
    this.#options.signal?.removeEventListener("abort", this.#onAbort);
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
  groups(): readonly (readonly PlannedAction[])[] {
    const groups = new Map<string, PlannedAction[]>();
    for (const action of this.#plan.actions) {
      if (this.ended.has(action)) continue;
      const key = `${action.workflowId} ${action.executionId}`;
      const group = groups.get(key);
      if (group) group.push(action);
      else groups.set(key, [action]);
    }
    return [...groups.values()];
  }

  /** The same, from a random start if several machines share the journal: in the same order they would wait for each other at every action. */
  ownGroups(): readonly (readonly PlannedAction[])[] {
    const groups = this.groups();
    const begin = this.journal.slot === undefined ? 0 : Math.floor(Math.random() * groups.length);
    return [...groups.slice(begin), ...groups.slice(0, begin)];
  }

  #endSoon(): void {
    const timer: unknown = setTimeout(() => this.#ending.abort(this.#options.signal?.reason), graceMs);
    // On Node the timer must not keep the process alive.
    (timer as { readonly unref?: () => void }).unref?.();
  }

  /** May it still be sent? */
  async isDue(action: PlannedAction): Promise<boolean> {
    return isFree(await this.journal.entry(keyOf(action)), this.plan);
  }

  /** The first action of each execution. @param since skips those that ended before then, in milliseconds since 1970 */
  async firsts(since: number | undefined): Promise<readonly PlannedAction[]> {
    if (since === undefined) return this.groups().flatMap(([action]) => action ?? []);
    const firsts = new Map<string, PlannedAction>();
    for (const action of this.groups().flat()) {
      const execution = `${action.workflowId} ${action.executionId}`;
      const entry = firsts.has(execution) ? undefined : await this.journal.entry(keyOf(action));
      const isOld = entry !== undefined && !isFree(entry, this.plan) && entryFor(entry, this.plan).at < since;
      if (!firsts.has(execution) && !isOld) firsts.set(execution, action);
    }
    return [...firsts.values()];
  }

  /** Acts until the action has ended, or has been deferred too often. */
  act(action: PlannedAction, isFirst: boolean): Promise<Acted> {
    return this.#stopping.with((signal) => this.#ending.with((endSignal) => this.#act(action, isFirst, { signal, endSignal })));
  }

  async #act(action: PlannedAction, isFirst: boolean, { signal, endSignal }: Readonly<Record<"signal" | "endSignal", AbortSignal>>) {
    const { client, wait = false, onDelay = () => {} } = this.#options;
    const { id: plan, who, reason } = this.#plan.header;
    let looks = 0;
    for (let round = 1; ; ) {
      let acted = await actOnce(client, this.journal, action, {
        ...{ plan, who, reason, signal, endSignal },
        beforeIntent: () => this.#turn(signal),
        onEnd: (acted) => this.ended.set(action, acted),
      }).catch((error: unknown) => {
        const known = this.ended.get(action) ?? left(action, keyOf(action), "Not sent: the journal failed.");
        this.ended.set(action, known);
        throw error;
      });
      this.ended.set(action, acted);
      // Another process is sending it, and its outcome counts here, too.
      if (acted.isBeingSent && !this.isOver) {
        const [first, longest] = lookAgainMs;
        const delayMs = Math.min(longest, first * 2 ** looks++);
        onDelay({ action, kind: "being-sent", reason: acted.reason ?? "", delayMs });
        await pause(delayMs, signal);
        continue;
      }
      if (acted.outcome !== "left") {
        this.#refusals = 0;
        if (acted.outcome === "applied" && (isFirst || wait)) acted = { ...acted, ...(await this.#watch(action, signal)) };
        this.ended.set(action, acted);
        await this.#checkLimits();
        return acted;
      }
      if (this.#isRefused(acted) || this.isOver || round === maxRounds) return acted;
      const restMs = restAfter(round++, acted.error?.retryAfter);
      // A 429 slows down all actions.
      const isThrottled = acted.error?.status === 429;
      if (isThrottled) this.#pace.rest(restMs);
      onDelay({ action, kind: isThrottled ? "throttled" : "failed", reason: acted.reason ?? "", delayMs: restMs });
      await pause(restMs, signal);
      // The reason for the retry says more than that it was interrupted.
      if (this.isOver) return acted;
    }
  }

  /** The call has already renewed the credentials if it could; if they stay refused, every other action would be refused too. */
  #isRefused({ error }: Acted): boolean {
    if (error?.status !== 401 && error?.status !== 403 && error?.code !== "authentication") return false;
    if (++this.#refusals < 2) return false;
    this.stop(`The credentials were refused. ${error.summary}`);
    return true;
  }

  async #turn(signal: AbortSignal): Promise<void> {
    const { rate } = this.#options;
    if (this.journal.slot !== undefined && rate !== undefined) await this.journal.slot(rate, signal);
    await this.#pace.next(signal);
  }

  async #watch(action: PlannedAction, signal: AbortSignal): Promise<Partial<Acted>> {
    const { client, waitTimeout = defaultWaitMs } = this.#options;
    const key = keyOf(action);
    const { isGood, settlement } = (await this.journal.entry(key)) ?? {};
    if (isGood !== undefined) return { isGood, reason: settlement?.reason };
    const { listWorkflows, listExecutions, getExecution, safe } = client;
    const reader = { listWorkflows, listExecutions, getExecution, safe, warn() {} };
    const waited = await waitFor(reader, action, stateOf(action), { timeout: waitTimeout, signal });
    if (waited.end === "aborted") return {};
    const seen = seenIn(action, waited, waitTimeout);
    await this.journal.watched({ key, plan: this.#plan.header.id, ...seen });
    return seen;
  }

  /** Waits until the effect of an action can be read; the next action of its execution may depend on it. */
  sawEffect(action: PlannedAction): Promise<boolean> {
    return this.#stopping.with((signal) => this.#sawEffect(action, signal));
  }

  async #sawEffect(action: PlannedAction, signal: AbortSignal): Promise<boolean> {
    const { client, waitTimeout = defaultWaitMs } = this.#options;
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
    // Another process may have held it.
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
