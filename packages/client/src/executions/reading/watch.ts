import { type AnyCallError, isCallError } from "@aom-workflow/http";
import { listenToSignal, monotonicMs, sleep } from "@aom-workflow/http/internal";
import type { ExecutionState } from "./execution-state.ts";
import { hasEnded, type Meaning } from "./state-words.ts";

/** The functions that watching needs. */
export interface Watching {
  /** Reads the execution, within this many milliseconds; what it throws ends the watch. */
  readonly read: (withinMs: number | undefined) => Promise<ExecutionState>;
  /** Shows each state that is read, with whether it differs from the one before. Returns the error code if it could not be written. */
  readonly onRead: (execution: ExecutionState, before: ExecutionState | undefined, hasChanged: boolean) => Promise<string | undefined>;
  readonly signal: AbortSignal;
  /** How long to watch at most, in milliseconds; default: until it ends. */
  readonly timeoutMs: number | undefined;
}

/**
 * How a watch ended: the execution succeeded; it stopped, for someone to act or for good; the time ran out; or the error code of an output
 * that could not be written.
 */
export interface Watched {
  readonly end: "succeeded" | "stopped" | "timed-out" | (string & {});
  /** The last state that was read. */
  readonly last: ExecutionState | undefined;
}

const pauseMs = 2000;

/** A state may lag behind an action, so one read does not show that an execution has stopped. */
const readingsOfStop = 2;

/** Nor does one read that finds nothing show that the execution is gone. */
const readingsOfLoss = 3;

const stopped: ReadonlySet<Meaning> = new Set(["failed", "paused", "waiting-for-approval"]);

/** Reads an execution again and again until it stops or ends. @throws the reason of the signal when the person interrupts */
export async function watchExecution(watching: Watching): Promise<Watched> {
  const caller = listenToSignal(watching.signal);
  try {
    return await watched(watching, (ms) => sleep(ms, caller));
  } finally {
    caller?.release();
  }
}

async function watched({ read, onRead, signal, timeoutMs }: Watching, rest: (ms: number) => Promise<void>): Promise<Watched> {
  const start = monotonicMs();
  const left = () => (timeoutMs === undefined ? undefined : timeoutMs - (monotonicMs() - start));
  let last: ExecutionState | undefined;
  let notFound = 0;
  for (let stops = 0; ; ) {
    const now = await read(left()).catch((error) => lateOr(error, left()));
    if (now === "timed-out") return { end: now, last };
    if (isCallError(now)) {
      notFound++;
      // A copy of the state that lags behind does not know the execution yet.
      if (last === undefined || now.status !== 404 || notFound >= readingsOfLoss) throw now;
    } else {
      notFound = 0;
      const problem = await onRead(now, last, !looksLike(now, last));
      last = now;
      if (problem !== undefined) return { end: problem, last };
      stops = stopped.has(now.meaning) ? stops + 1 : 0;
      if (hasEnded(now.meaning)) return { end: now.meaning === "succeeded" ? "succeeded" : "stopped", last };
      if (stops >= readingsOfStop) return { end: "stopped", last };
    }
    const restMs = Math.max(0, Math.min(pauseMs, left() ?? pauseMs));
    await rest(restMs);
    signal.throwIfAborted();
    if ((left() ?? pauseMs) <= 0) return { end: "timed-out", last };
  }
}

/** Timers may fire that much early, in milliseconds. */
const earlyMs = 10;

function lateOr(error: unknown, leftMs = Number.POSITIVE_INFINITY): "timed-out" | AnyCallError {
  if (!isCallError(error)) throw error;
  return error.code === "timeout" && leftMs <= earlyMs ? "timed-out" : error;
}

/** Do two reads differ only in their times? */
function looksLike(now: ExecutionState, last: ExecutionState | undefined): boolean {
  return JSON.stringify({ ...now, readAt: undefined }) === JSON.stringify({ ...last, readAt: undefined });
}
