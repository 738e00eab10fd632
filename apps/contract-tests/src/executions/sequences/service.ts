import type { Client } from "@aom-workflow/client";
import type { SimulatedExecution } from "@aom-workflow/mock";
import type { CallStep, Operator } from "./steps.ts";

/** The request of an action, as the service knows it. */
export interface Post {
  /** Whether it may have been acted on: neither lost on its way nor refused by the gateway. */
  readonly isProcessed: boolean;
  /** When the service acts on it, where the state allows it then. */
  readonly actsAt: number;
  /** How the execution stood when it came. */
  readonly before: SimulatedExecution;
}

export interface Seen {
  readonly at: number;
  readonly execution: SimulatedExecution;
}

/** What the service knows of one call. */
export interface Recording {
  readonly posts: Post[];
  /** The execution as it stood, and as it was shown, whenever something happened. */
  readonly seen: Seen[];
  /** Statuses of the readings, 0 where there was no answer. */
  readonly readings: number[];
}

/** A service with one execution to act on, and a client of it. */
export interface Service {
  readonly aom: Client;
  readonly ids: { readonly workflowId: string; readonly executionId: string };
  /** How to wait, and how long to look for an effect, so that as much happens as in so many milliseconds of the service's time. */
  waitFor(ms: number): { readonly timeout: number; readonly interval?: number };
  settleFor(ms: number): number;
  /** How the execution really stands. */
  look(): SimulatedExecution;
  /** Somebody else acts. */
  operate(operator: Operator): void;
  /** Time passes. */
  pass(ms: number): void;
  /** Does the work of a call, while everything happens that the step says. */
  during(step: CallStep, recording: Recording, work: () => Promise<void>): Promise<void>;
}

/** The node that a step means. */
export function nodeOf(nodeId: string, { stoppedAt }: SimulatedExecution): string {
  if (nodeId === "here") return stoppedAt[0] ?? "a";
  return nodeId === "there" ? (stoppedAt.at(-1) ?? "a") : nodeId;
}

export function newRecording(): Recording {
  return { posts: [], seen: [], readings: [] };
}
