import { type Execution, latestRun } from "./execution.ts";
import { settle, withRun } from "./progress.ts";
import type { ReadingSeed } from "./seed.ts";
import type { State } from "./state.ts";

/** An execution from one action to the next, during which it progresses on its own. */
export interface Version {
  readonly since: number;
  /** The number of reads before it. */
  readonly readings: number;
  readonly execution: Execution;
  /** The node that was acted on. */
  readonly nodeId: string | undefined;
}

/** What a read shows: an execution, and what is wrong with the response about it. */
export interface Reading {
  readonly execution: Execution;
  /** Which read of the execution it is, from 1. */
  readonly number: number;
  /** The state that is shown in place of the execution's own. */
  readonly state?: State;
  /** A node of which something is missing. */
  readonly hidden?: { readonly nodeId: string; readonly what: "node" | "status" };
}

/**
 * What a read shows of an execution.
 *
 * @param versions all of it, oldest first
 * @param other another execution, for a cache that mixes them up
 */
export function read(versions: readonly Version[], number: number, now: number, other: Execution | undefined): Reading {
  const latest = versions.at(-1) as Version;
  const before = versions.at(-2);
  const execution = settle(latest.execution, now);
  const { replica, mixedUp, lag }: ReadingSeed = execution.workflow.reads ?? {};
  if (mixedUp && other && number % mixedUp.every === 0) return { execution: other, number };
  if (replica && number % replica.every === 0) return { execution: behind(versions, replica.behind, now), number };
  if (!lag || !before || number - latest.readings > lag.readings) return { execution, number };
  const { nodeId, since } = latest;
  const old = settle(before.execution, since);
  if (lag.shows === "old-run")
    return { execution: nodeId === undefined ? old : withRun(old, nodeId, oldRunEnded(old, nodeId, since)), number };
  if (lag.shows === "word" || nodeId === undefined) return { execution, number, state: old.state };
  return { execution, number, state: old.state, hidden: { nodeId, what: lag.shows === "no-node" ? "node" : "status" } };
}

function oldRunEnded(old: Execution, nodeId: string, since: number): { endTime?: number } {
  return latestRun(old, nodeId)?.endTime === undefined ? {} : { endTime: since };
}

function behind(versions: readonly Version[], by: { readonly ms: number } | { readonly actions: number }, now: number): Execution {
  const at = "ms" in by ? versions.findLastIndex(({ since }) => since <= now - by.ms) : versions.length - 1 - by.actions;
  const version = versions[Math.max(0, at)] as Version;
  const next = versions[Math.max(0, at) + 1];
  const time = "ms" in by ? now - by.ms : (next?.since ?? now);
  return settle(version.execution, Math.max(version.since, time));
}
