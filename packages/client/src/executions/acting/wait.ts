import { type CallError, type CallOptions, InvalidInputError, monotonicMs } from "@aom-workflow/http";
import type { ExecutionIds, Reader } from "../reader.ts";
import { type ExecutionState, readExecution } from "../reading/execution-state.ts";
import { hasEnded } from "../reading/state-words.ts";
import type { Intended } from "../rules/admits.ts";
import { looksTheSame, nodeOf } from "../rules/traces.ts";
import { type Waiting, waitingFor } from "../rules/waiting.ts";
import { pause } from "./pause.ts";

/** How to wait after an action. */
export interface WaitOptions {
  /** How long at most, in milliseconds, 1 to 2147483647. Default: 600000, ten minutes. */
  readonly timeout?: number | undefined;
  /** Pause before the second reading, in milliseconds; it grows by half each time, to 15000. Default: 1000. */
  readonly interval?: number | undefined;
  /** Is told of each reading. */
  readonly onRead?: ((execution: ExecutionState) => void) | undefined;
}

/**
 * How a wait ended.
 *
 * - `moved-on`: the node is done or left behind, and the execution goes on;
 * - `ended`: the execution has come to its end, a good or a bad one: `after` says;
 * - `stopped-again`: it waits for somebody again, at the same node or elsewhere: `waiting` says;
 * - `timed-out`: neither came in time; `unread`: its state could not be read any more: `error` says; `aborted`: by the signal.
 */
export type WaitEnd = "moved-on" | "ended" | "stopped-again" | "timed-out" | "unread" | "aborted";

/** What a wait saw. Nothing in it changes what became of the action. */
export interface Waited {
  readonly end: WaitEnd;
  /** The last state that could be read. */
  readonly after: ExecutionState | undefined;
  /** What it waits for again. */
  readonly waiting: Waiting | undefined;
  /** Why its state could not be read. */
  readonly error: CallError | undefined;
}

const longest = 2 ** 31 - 1;
const longestPause = 15_000;

/** Reads the execution until the action has shown its effect. Never throws. */
export async function waitFor(
  reader: Reader,
  intended: Intended & ExecutionIds,
  before: ExecutionState | undefined,
  { timeout = 600_000, interval = 1000, onRead }: WaitOptions,
  signal: AbortSignal | undefined,
): Promise<Waited> {
  const start = monotonicMs();
  let first = before;
  let after: ExecutionState | undefined;
  let error: CallError | undefined;
  for (let delay = interval; ; delay = Math.min(delay * 1.5, longestPause)) {
    const left = timeout - (monotonicMs() - start);
    if (signal?.aborted) return { end: "aborted", after, waiting: undefined, error };
    if (left <= 0) return { end: "timed-out", after, waiting: after && waitingFor(after), error };
    const { projectId, workflowId, executionId } = intended;
    const limits: CallOptions = { signal, deadline: Math.min(left, 120_000) };
    const answer = await reader.safe.getExecution({ projectId, workflowId, executionId }, limits);
    if (answer.ok) {
      error = undefined;
      after = readExecution(answer.data);
      told(onRead, after);
      const end = endOf(intended, first, after);
      if (end) return { end, after, waiting: waitingFor(after), error };
      first ??= after;
    } else {
      error = answer.error;
      if (isLasting(error)) return { end: "unread", after, waiting: undefined, error };
    }
    // Many clients that wait for the same must not ask at the same moment.
    await pause(Math.min(delay * (0.8 + 0.4 * Math.random()), Math.max(0, timeout - (monotonicMs() - start))), signal);
  }
}

/** What a listener throws must not cost the caller what became of the action. */
function told(onRead: WaitOptions["onRead"], execution: ExecutionState): void {
  try {
    onRead?.(execution);
  } catch {
    // It has been told.
  }
}

/** Has the action shown its effect? A state that looks as it did before is taken as one that the action has not reached yet. */
export function endOf({ action, nodeId }: Intended, before: ExecutionState | undefined, now: ExecutionState): WaitEnd | undefined {
  if (hasEnded(now.meaning)) return "ended";
  if (action === "stop" || before === undefined || looksTheSame(before, now)) return undefined;
  const waiting = waitingFor(now);
  if (waiting && waiting.state !== "unknown") return "stopped-again";
  const node = nodeOf(nodeId, now);
  if (action === "restart") return node?.meaning === "succeeded" ? "moved-on" : undefined;
  return now.meaning === "running" ? "moved-on" : undefined;
}

/** Will every reading fail as this one did? */
function isLasting({ status, code }: CallError): boolean {
  return code === "invalid-input" || code === "authentication" || status === 401 || status === 403 || status === 404;
}

/** @throws InvalidInputError for what is no `wait` */
export function checkWait(wait: unknown): WaitOptions | undefined {
  if (wait === undefined || wait === false) return undefined;
  if (wait === true) return {};
  if (typeof wait !== "object" || wait === null)
    throw new InvalidInputError("wait", "must be true, or an object with timeout and interval");
  for (const name of ["timeout", "interval"] as const) {
    const value: unknown = (wait as WaitOptions)[name];
    if (value !== undefined && !(typeof value === "number" && value >= 1 && value <= longest))
      throw new InvalidInputError(`wait.${name}`, `must be a number of milliseconds from 1 to ${longest}`);
  }
  return wait;
}
