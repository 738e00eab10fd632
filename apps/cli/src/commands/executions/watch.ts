import { type AnyCallError, isCallError } from "@aom-workflow/client";
import { type ExecutionState, hasEnded, type Meaning } from "@aom-workflow/client/executions";
import { localTime } from "../../output/text/local-time.ts";
import { oneLine } from "../../output/text/printable.ts";
import { unlessAborted } from "../../terminal/unless-aborted.ts";

/** What watching needs of its surroundings. */
export interface Watching {
  /** Reads the execution, within this many milliseconds; what it throws ends the watch. */
  readonly read: (withinMs: number | undefined) => Promise<ExecutionState>;
  /** Shows each state that differs from the one before. Gives the error code where it could not be written. */
  readonly onChange: (execution: ExecutionState, before: ExecutionState | undefined) => Promise<string | undefined>;
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

/** A state may lag behind an action, so one reading does not show that an execution has stopped. */
const readingsOfStop = 2;

/** Nor does one reading that finds nothing show that the execution is gone. */
const readingsOfLoss = 3;

const stopped: ReadonlySet<Meaning> = new Set(["failed", "paused", "waiting-for-approval"]);

/** Reads an execution again and again until it stops or ends. @throws the reason of the signal when the person interrupts */
export async function watch({ read, onChange, signal, timeoutMs }: Watching): Promise<Watched> {
  const start = performance.now();
  const left = () => (timeoutMs === undefined ? undefined : timeoutMs - (performance.now() - start));
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
      const problem = looksLike(now, last) ? undefined : await onChange(now, last);
      last = now;
      if (problem !== undefined) return { end: problem, last };
      stops = stopped.has(now.meaning) ? stops + 1 : 0;
      if (hasEnded(now.meaning)) return { end: now.meaning === "succeeded" ? "succeeded" : "stopped", last };
      if (stops >= readingsOfStop) return { end: "stopped", last };
    }
    const restMs = Math.max(0, Math.min(pauseMs, left() ?? pauseMs));
    await unlessAborted(new Promise((resolve) => setTimeout(resolve, restMs)), signal);
    if ((left() ?? pauseMs) <= 0) return { end: "timed-out", last };
  }
}

/** Timers may fire that much early, in milliseconds. */
const earlyMs = 10;

function lateOr(error: unknown, leftMs = Number.POSITIVE_INFINITY): "timed-out" | AnyCallError {
  if (!isCallError(error)) throw error;
  return error.code === "timeout" && leftMs <= earlyMs ? "timed-out" : error;
}

/** Do two readings differ in nothing but the time at which they were made? */
function looksLike(now: ExecutionState, last: ExecutionState | undefined): boolean {
  return JSON.stringify({ ...now, readAt: undefined }) === JSON.stringify({ ...last, readAt: undefined });
}

/** What has changed, a line each: that of the execution, and of each node that is in another state. */
export function changeLines(now: ExecutionState, before: ExecutionState | undefined, time: Date): readonly string[] {
  const words = new Map(before?.nodes.map(({ id, word }) => [id, word]));
  const nodes = now.nodes
    .filter(({ id, word }) => word !== undefined && word !== words.get(id))
    .map(({ id, word }) => `node ${id}: ${word}`);
  const whole = now.word === before?.word ? [] : [`execution: ${now.word ?? "no state"}`];
  return [...nodes, ...whole].map((line) => oneLine(`${localTime(time)}  ${line}`));
}
