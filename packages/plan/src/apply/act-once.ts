import type { AnyCallError, Client } from "@aom-workflow/client";
import { readState, showsEffect } from "@aom-workflow/client/executions";
import { type OptionKinds, readOptions } from "@aom-workflow/client/internal";
import { actionOf, keyOf, type PlannedAction, stateOf } from "../journal/action.ts";
import { type Ending, type Entry, type Intent, intentOf, type Journal, longestCallMs } from "../journal/journal.ts";
import { isFree } from "../journal/ledger.ts";
import { type Acted, doneBefore, forgotten, knownOf, left, noOutcome, outcomeIn, wasNotSent } from "./acted.ts";
import { differenceOf, isGone, readPresent } from "./as-planned.ts";

/** The part of a client that is needed to act. */
export type ActingClient = Pick<Client, "safe">;

/** How an action is sent. */
export interface ActOnceOptions {
  readonly plan?: string | undefined;
  readonly who?: string | undefined;
  readonly reason?: string | undefined;
  /** Once it aborts, nothing more is sent; a request in flight continues. */
  readonly signal?: AbortSignal | undefined;
  /** Also ends a request in flight, which leaves its action in doubt. */
  readonly endSignal?: AbortSignal | undefined;
  /** Called after the state was read and allows the action, before the intent is written; may wait, for a rate limit for example. */
  readonly beforeIntent?: (() => Promise<void>) | undefined;
  /** Called with the outcome before it is written: if the journal then fails, this is all that is known. */
  readonly onEnd?: ((acted: Acted) => void) | undefined;
}

const optionKinds: OptionKinds<ActOnceOptions> = {
  plan: "value",
  who: "value",
  reason: "value",
  signal: "value",
  endSignal: "value",
  beforeIntent: "value",
  onEnd: "value",
};

type OutcomeOptions = Pick<ActOnceOptions, "plan" | "signal">;

const outcomeOptionKinds: OptionKinds<OutcomeOptions> = { plan: "value", signal: "value" };

/**
 * How long after the read that allowed it an action may be sent, in milliseconds: a laptop may sleep in between. Measured by the wall clock and
 * the monotonic one.
 */
export const freshMs = 10_000;

const interrupted = "Interrupted before it was sent.";

/**
 * Sends an action at most once, however often it is called: reads the execution and, if it is still as planned, writes the intent, sends, and
 * writes the outcome. An action that was sent before is never sent again; for one in doubt, the execution is read for its effect. The request itself is not
 * retried. An action that may have been removed when the journal was pruned is `stale`.
 *
 * @throws InvalidInputError for an unknown option
 * @throws PlanError if the journal cannot be written: then nothing more may be sent
 */
export async function actOnce(client: ActingClient, journal: Journal, action: PlannedAction, given: ActOnceOptions = {}): Promise<Acted> {
  const options = readOptions(given, optionKinds);
  const key = keyOf(action);
  const entry = await journal.entry(key);
  if (entry !== undefined && !isFree(entry, options.plan)) return recorded(client, journal, action, entry, options);
  const gone = entry === undefined ? forgotten(action, journal) : undefined;
  if (gone) return gone;
  let age: () => number;
  for (let hadItsTurn = false; ; hadItsTurn = true) {
    const reading = await readPresent(client, action, options.signal);
    if (!reading.ok && reading.error.code === "aborted") return left(action, key, interrupted);
    if (!reading.ok && !isGone(reading.error)) return left(action, key, reading.error.summary, reading.error);
    age = stopwatch();
    const difference = reading.ok ? differenceOf(action, reading.state) : "The execution no longer exists.";
    if (difference !== undefined) {
      // Another process may just have made the change; its intent is in the journal by now.
      const since = await journal.entry(key);
      if (since !== undefined && !isFree(since, options.plan)) return recorded(client, journal, action, since, options);
      const stale: Acted = { action, key, outcome: "stale", isNew: true, isSent: false, reason: difference };
      options.onEnd?.(stale);
      await journal.settle({ key, plan: options.plan, ending: "stale", reason: difference });
      return stale;
    }
    if (!hadItsTurn) await options.beforeIntent?.();
    if (options.signal?.aborted) return left(action, key, interrupted);
    // After a long wait, read again.
    if (age() < freshMs / 2) break;
  }
  const intent = intentOf(action, key, options);
  const claim = await journal.claim(intent);
  if (!claim.isClaimed && claim.entry.key !== key) return outrun(journal, action, claim.entry, options);
  if (!claim.isClaimed) return recorded(client, journal, action, claim.entry, options);
  const close = async (ending: Ending, acted: Acted) => {
    options.onEnd?.(acted);
    const { status, errorCode, requestId } = acted.error ?? {};
    await journal.settle({ key, plan: options.plan, ending, reason: acted.reason, status, errorCode, requestId });
    return acted;
  };
  if (age() > freshMs || options.signal?.aborted) return close("deferred", left(action, key, "Not sent: the state was read too long ago."));
  return send(client, journal, action, { intent, close, isFresh: () => age() <= freshMs && options.signal?.aborted !== true }, options);
}

/**
 * How a planned action ended, by the journal and, for an action in doubt, by reading the execution. Only reads.
 *
 * @param options `plan`: id of the plan; `signal` ends the read
 * @throws InvalidInputError for an unknown option
 * @throws PlanError if the journal cannot be read or written
 */
export async function readOutcome(
  client: ActingClient,
  journal: Journal,
  action: PlannedAction,
  given: OutcomeOptions = {},
): Promise<Acted> {
  const options = readOptions(given, outcomeOptionKinds);
  const entry = await journal.entry(keyOf(action));
  if (entry === undefined || wasNotSent(entry, options.plan)) return outcomeIn(journal, action, options.plan);
  return recorded(client, journal, action, entry, options);
}

interface Sending {
  readonly intent: Intent;
  /** Writes how it ended. */
  readonly close: (ending: Ending, acted: Acted) => Promise<Acted>;
  /** Is what was read still fresh? */
  readonly isFresh: () => boolean;
}

async function send(
  client: ActingClient,
  journal: Journal,
  action: PlannedAction,
  { intent, close, isFresh }: Sending,
  { signal, endSignal }: ActOnceOptions,
): Promise<Acted> {
  const { key } = intent;
  const { workflowId, executionId, nodeId } = action;
  const result = await client.safe[action.action](
    { workflowId, executionId, nodeId },
    { signal: endSignal, retry: false, mayBeSent: isFresh },
  );
  const sent = { action, key, isNew: true, isSent: true } as const;
  if (result.ok) return close("applied", { ...sent, outcome: "applied", reason: undefined });
  const { error } = result;
  if (isDeferrable(error)) return close("deferred", left(action, key, error.summary, error));
  if (error.outcome === "rejected") return close("rejected", { ...sent, outcome: "rejected", reason: error.summary, error });
  const unknown = await close("unknown", { ...sent, outcome: "unknown", reason: error.summary, error, since: Date.now() });
  const doubt = await journal.entry(key);
  const found = doubt === undefined ? undefined : await lookAgain(client, journal, action, doubt, signal);
  return found === undefined ? { ...unknown, since: doubt?.at } : { ...found, ...sent, error };
}

/** Was nothing done, so that it may be tried again later? Any other refusal by the service is final. */
function isDeferrable({ outcome, status, retryable, code }: AnyCallError): boolean {
  if (outcome === "not-sent") return code !== "invalid-input";
  return outcome === "rejected" && (retryable || status === 429 || status === 401 || status === 403);
}

/** The recorded outcome of an action; for one in doubt, the execution is read. */
async function recorded(
  client: ActingClient,
  journal: Journal,
  action: PlannedAction,
  entry: Entry,
  { plan, signal }: ActOnceOptions,
): Promise<Acted> {
  const { key, state } = entry;
  // The process that wrote the intent has ended or sleeps: no call takes that long.
  if (state === "open" && entry.session !== journal.session && Date.now() - entry.at > longestCallMs)
    await journal.settle({ key, plan: entry.plan, ending: "unknown", reason: noOutcome });
  const known = await knownOf(journal, action, entry, plan);
  const found = known.outcome === "unknown" ? await lookAgain(client, journal, action, entry, signal) : undefined;
  if (found === undefined || entry.plan === plan) return found ?? known;
  return { ...found, outcome: "stale", by: undefined, reason: doneBefore(entry.plan) };
}

/** Another action was sent for the same stopped run: the service would refuse this one, or do both. */
async function outrun(journal: Journal, action: PlannedAction, other: Entry, { plan, onEnd }: ActOnceOptions): Promise<Acted> {
  const [key, name] = [keyOf(action), actionOf(other.key)];
  if (await journal.isBeingSent(other))
    return { ...left(action, key, `Another action is being sent for this run: ${name}.`), isBeingSent: true };
  const state = other.state === "open" || other.state === "unknown" ? "in doubt" : "applied";
  const reason = `Another action was already sent for this run: ${name}, ${state}.`;
  const stale: Acted = { action, key, outcome: "stale", isNew: true, isSent: false, reason };
  onEnd?.(stale);
  await journal.settle({ key, plan, ending: "stale", reason });
  return stale;
}

/** Reads the execution for the effect of an action in doubt, and records it if found. */
async function lookAgain(
  client: ActingClient,
  journal: Journal,
  action: PlannedAction,
  { key, plan, intent }: Entry,
  signal: AbortSignal | undefined,
): Promise<Acted | undefined> {
  const reading = await readState(client, action, { signal });
  const before = stateOf({ ...action, seen: intent?.seen ?? action.seen });
  if (!reading.ok || !showsEffect(action, before, reading.state)) return undefined;
  const reason = "The execution shows its effect, caused by this action or another.";
  await journal.settle({ key, plan, ending: "resolved", reason });
  return { action, key, outcome: "applied", by: "this-or-another", isNew: true, isSent: false, reason };
}

/** Milliseconds since now, by the clock that shows more: the monotonic one may stop while a machine sleeps, the wall clock may be set back. */
function stopwatch(): () => number {
  const [wall, monotonic] = [Date.now(), performance.now()];
  return () => Math.max(Date.now() - wall, performance.now() - monotonic);
}
