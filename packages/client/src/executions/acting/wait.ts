import { type AnyCallError, InvalidInputError, isCallError } from "@aom-workflow/http";
import {
  type CallerSignal,
  listenToSignal,
  monotonicMs,
  type NumberRange,
  type OptionKinds,
  readOptions,
  sleep,
} from "@aom-workflow/http/internal";
import type { ExecutionIds, Reader } from "../reader.ts";
import type { ExecutionState } from "../reading/execution-state.ts";
import { readState } from "../reading/read-state.ts";
import { stateName } from "../reading/state-words.ts";
import type { Intended } from "../rules/allows.ts";
import { looksTheSame } from "../rules/traces.ts";
import { endOf, isAtWork } from "../rules/wait-end.ts";
import { type Waiting, waitingFor } from "../rules/waiting.ts";

/** How to wait after an action. */
export interface WaitOptions {
  /** How long at most, in milliseconds, 1 to 2147483647. Default: 600000, ten minutes. */
  readonly timeout?: number | undefined;
  /** Pause before the second read, in milliseconds; it grows by half each time, to 15000, until an end is seen that has to be confirmed. Default: 1000. */
  readonly interval?: number | undefined;
  /** Called after each read. An error that it throws or rejects with is ignored, and nothing waits for it. */
  readonly onRead?: ((execution: ExecutionState) => unknown) | undefined;
}

/**
 * How a wait ended.
 *
 * - `moved-on`: the node is done or passed, and the execution runs. Requires five equal reads in a row if none of its nodes runs;
 * - `ended`: the execution has ended; `after` says how;
 * - `stopped-again`: it needs attention, at the same node or at one that has stopped since: `waiting` says where. Requires two equal reads in a row;
 * - `waits-elsewhere`: the node is done or passed, and only another node waits, which had stopped before. Requires five equal reads in a row;
 * - `timed-out`: none of these was seen in time; `unread`: its state can no longer be read: `error` says why; `aborted`: by the signal.
 */
export type WaitEnd = "moved-on" | "ended" | "stopped-again" | "waits-elsewhere" | "timed-out" | "unread" | "aborted";

/** How a wait ended. Nothing in it changes the outcome of the action. */
export interface Waited {
  readonly end: WaitEnd;
  /** The same as a sentence; where it waits says `waiting`. */
  readonly reason: string;
  /** The last state that could be read. */
  readonly after: ExecutionState | undefined;
  /** The nodes or approval that it waits for, by that state. */
  readonly waiting: readonly Waiting[];
  /** Why its state could not be read. */
  readonly error: AnyCallError | undefined;
}

const longestPause = 15_000;
/** Reads in a row that have to look the same, since a state may lag behind; one if a node runs. */
const readingsFor: Partial<Record<WaitEnd, number>> = { "stopped-again": 2, "waits-elsewhere": 5, "moved-on": 5 };
/** Reads in a row that find nothing before the execution counts as gone: one may come from a stale copy. */
const mostNotFound = 3;

/** Reads the execution until an applied action has taken effect. @throws InvalidInputError for a signal that is not usable */
export async function waitFor(
  reader: Reader,
  intended: Intended & ExecutionIds,
  before: ExecutionState | undefined,
  options: WaitOptions & { readonly signal?: AbortSignal | undefined },
): Promise<Waited> {
  const caller = listenToSignal(options.signal);
  try {
    return await waitUntilSeen(reader, intended, before, options, caller);
  } finally {
    caller?.release();
  }
}

/** The same for a signal that is listened to already. Never throws. */
export async function waitUntilSeen(
  reader: Reader,
  intended: Intended & ExecutionIds,
  before: ExecutionState | undefined,
  { timeout = 600_000, interval = 1000, onRead, signal }: WaitOptions & { readonly signal?: AbortSignal | undefined },
  caller: CallerSignal | undefined,
): Promise<Waited> {
  const until = monotonicMs() + timeout;
  let first = before;
  let after: ExecutionState | undefined;
  let inARow = 0;
  let notFound = 0;
  let error: AnyCallError | undefined;
  const seen = (end: WaitEnd): Waited => {
    const waiting = after === undefined ? [] : waitingFor(after);
    return { end, reason: reasonOf(end, intended, { after, waiting, error }), after, waiting, error };
  };
  for (let delay = interval; ; delay = Math.min(delay * 1.5, longestPause)) {
    const left = until - monotonicMs();
    if (caller?.aborted) return seen("aborted");
    if (left <= 0) return seen("timed-out");
    const reading = await readState(reader, intended, { signal, deadline: Math.min(left, 120_000) });
    if (reading.ok) {
      error = undefined;
      notFound = 0;
      inARow = after !== undefined && looksTheSame(after, reading.state) ? inARow + 1 : 1;
      after = reading.state;
      const end = endOf(intended, first, after);
      void inform(onRead, after);
      if (end !== undefined && inARow >= (isAtWork(after) ? 1 : (readingsFor[end] ?? 1))) return seen(end);
      // An end that only has to be confirmed is read at the shortest pause.
      if (end !== undefined) delay = interval;
      first ??= after;
    } else {
      error = reading.error;
      notFound = error.status === 404 ? notFound + 1 : 0;
      if (isPermanent(error) || notFound === mostNotFound) return seen("unread");
    }
    // Many clients that wait for the same must not ask at the same moment.
    await sleep(Math.min(delay * (0.8 + 0.4 * Math.random()), Math.max(0, until - monotonicMs())), caller);
  }
}

function reasonOf(end: WaitEnd, { action, nodeId }: Intended, { after, waiting, error }: Omit<Waited, "end" | "reason">): string {
  const name = after === undefined ? "unknown" : stateName(after);
  const state = name === "unknown" ? "in an unknown state" : name;
  switch (end) {
    case "moved-on":
      return `The execution is ${state}.`;
    case "ended":
      return `The execution has ended: ${state}.`;
    case "stopped-again":
      return "The execution stopped again.";
    case "waits-elsewhere": {
      // By its state, a node that another user skipped after the restart succeeded too.
      const became = action === "restart" ? "is done" : "is passed";
      return `The node ${nodeId} ${became}. The execution still waits at ${waiting.map(({ node }) => node?.id).join(" and ")}.`;
    }
    case "timed-out":
      return `The wait timed out; the execution is ${state}.`;
    case "unread":
      return `The state of the execution can no longer be read. ${error?.summary ?? ""}`.trim();
    case "aborted":
      return `The wait was interrupted; the execution was ${state}.`;
  }
}

/** An error of a listener must not hide the outcome of the action. */
async function inform(onRead: WaitOptions["onRead"], execution: ExecutionState): Promise<void> {
  try {
    await onRead?.(execution);
  } catch {
    // It has been called.
  }
}

/** Will every read fail as this one did? */
export function isPermanent({ status, code }: AnyCallError): boolean {
  return code === "invalid-input" || code === "authentication" || status === 401 || status === 403;
}

const waitRange: NumberRange = { from: 1, to: 2 ** 31 - 1, what: "a number of milliseconds" };
const optionKinds: OptionKinds<WaitOptions> = { timeout: waitRange, interval: waitRange, onRead: "value" };

/** A copy of the option, so that nothing about it can fail later. @throws InvalidInputError for what is not usable */
export function checkWait(wait: unknown): WaitOptions | undefined {
  if (wait === undefined || wait === false) return undefined;
  if (wait === true) return {};
  if (typeof wait !== "object" || wait === null || Array.isArray(wait))
    throw new InvalidInputError("wait", "must be true, or an object with timeout and interval");
  const options = prefixed(() => readOptions(wait as WaitOptions, optionKinds));
  if (options.onRead !== undefined && typeof options.onRead !== "function")
    throw new InvalidInputError("wait.onRead", "must be a function");
  return options;
}

function prefixed<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (thrown) {
    if (isCallError(thrown) && thrown.code === "invalid-input") throw new InvalidInputError(`wait.${thrown.parameter}`, thrown.problem);
    throw new InvalidInputError("wait", "could not be read");
  }
}
