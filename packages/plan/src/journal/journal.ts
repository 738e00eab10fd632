import type { WorkflowOperationAction } from "@aom-workflow/client";
import { readOptions } from "@aom-workflow/client/internal";
import { keyOf, type PlannedAction, type Seen, type Target } from "./action.ts";

/** The intent to send an action, on disk before the first byte is sent. */
export interface Intent {
  readonly key: string;
  /** Id of the plan; absent for a single command. */
  readonly plan?: string | undefined;
  readonly action: WorkflowOperationAction;
  readonly workflowId: string;
  readonly executionId: string;
  readonly nodeId: string;
  readonly seen: Seen;
  readonly who?: string | undefined;
  readonly reason?: string | undefined;
}

/**
 * How an action ended.
 *
 * - `applied`: the service confirmed it; `resolved`: a later read showed its effect, caused by this action or another;
 * - `rejected`: the service refused it for good;
 * - `stale`: not sent, since the execution was no longer as planned;
 * - `deferred`: nothing was done (too many requests, not sent, an expired login): it may be claimed again;
 * - `unknown`: it may have been done; in doubt until it is resolved.
 */
export type Ending = "applied" | "resolved" | "rejected" | "stale" | "deferred" | "unknown";

/** How an action ended, or that it was not sent. */
export interface Settlement {
  readonly key: string;
  readonly plan?: string | undefined;
  readonly ending: Ending;
  /** Why, as a sentence. */
  readonly reason?: string | undefined;
  readonly status?: number | undefined;
  readonly errorCode?: string | undefined;
  readonly requestId?: string | undefined;
}

/** How an execution continued after an action that was waited for. */
export interface Watched {
  readonly key: string;
  readonly plan: string;
  /** Did it succeed, or move on? */
  readonly isGood: boolean;
  /** What was seen, as a sentence. */
  readonly reason?: string | undefined;
}

/** Longer than any call may take, in milliseconds: the process of an older intent has ended, or reads again before it sends. */
export const longestCallMs = 150_000;

/** What a journal has about a key. */
export interface Entry {
  readonly key: string;
  /** Id of the plan that touched it last. */
  readonly plan: string | undefined;
  /** `open`: an intent without an outcome. It is in doubt, unless the process that wrote it is still sending. */
  readonly state: "open" | Ending;
  /** The last intent, if it has no final outcome yet. */
  readonly intent: Intent | undefined;
  /** How it ended, if there is more to say than the state. */
  readonly settlement: Settlement | undefined;
  /** When it was written, in milliseconds since 1970, by the clock of the machine that wrote it. */
  readonly at: number;
  /** The session that wrote the intent. */
  readonly session: string | undefined;
  /** Whether it succeeded or moved on, if it was waited for. */
  readonly isGood?: boolean | undefined;
  /** How it ended for earlier plans, as rejected or stale. */
  readonly earlier?: readonly Entry[] | undefined;
}

/** Whether an action may be sent; if not, the entry that prevents it: its own, or that of another action for the same stopped run. */
export type Claim = { readonly isClaimed: true } | { readonly isClaimed: false; readonly entry: Entry };

/** Where a plan stands. */
export interface PlanMark {
  /** Why nothing more may be sent until a person releases it; undefined if it is not held. */
  readonly held: string | undefined;
  /** How its actions had ended when a person last released it; undefined if nobody did. */
  readonly released: Counts | undefined;
  /** When that was, in milliseconds since 1970, by the clock of the machine that wrote it. */
  readonly releasedAt?: number | undefined;
  /** Approval for a program to apply it, if given. A person at a terminal does not need it. */
  readonly approved: Approval | undefined;
  /** Why nothing more is ever sent; undefined if it is not closed. */
  readonly closed: string | undefined;
  /** What was removed of it when the journal was pruned, if anything. */
  readonly pruned?: Pruning | undefined;
}

/** Outcomes of a plan that were removed when its journal was pruned. */
export interface Pruning {
  /** When it was last pruned, in milliseconds since 1970. */
  readonly at: number;
  /** How many outcomes were removed, and how many of these were `applied`. */
  readonly removed: number;
  readonly applied: number;
}

/** What is still known about actions that were removed when the journal was pruned. */
export interface PruneMark {
  /** When it was pruned last, in milliseconds since 1970. */
  readonly at: number;
  /** When the newest run of those removed began, by the service's clock, in milliseconds since 1970. */
  readonly newestRun: number;
  /** The highest generation of those removed. */
  readonly generation: number;
}

/** Approval for a program to apply a plan. */
export interface Approval {
  readonly plan: string;
  /** The digest of the plan that was shown. */
  readonly digest: string;
  /** Whose program it is. */
  readonly who: string;
  /** How it was given, such as `elicit`. */
  readonly by: string;
  /** How many actions the plan has. */
  readonly actions: number;
  /** Until when, in milliseconds since 1970. */
  readonly expires: number;
  /** When it was recorded, likewise. */
  readonly at: number;
}

/** A record about a plan as a whole. A plan is approved once, and closing it is final: later records do not count. */
export type Mark =
  | { readonly plan: string; readonly kind: "held" | "released" | "closed"; readonly reason?: string | undefined }
  | ({ readonly kind: "approved" } & Omit<Approval, "at">)
  | ({ readonly plan: string; readonly kind: "pruned" } & Omit<Pruning, "at">);

/** How many actions of a plan ended how. */
export interface Counts {
  readonly applied: number;
  readonly rejected: number;
  /** In doubt. */
  readonly unknown: number;
  /** Being sent, or its process ended without recording an outcome. */
  readonly open: number;
  readonly stale: number;
  /** Of those that were applied and waited for: how many succeeded or moved on, and how many did not. */
  readonly good: number;
  readonly bad: number;
}

/**
 * Everything that was done at a target, shared by everything that acts there. The first intent for a key wins. Intents and marks are on disk before the promise
 * resolves; a power failure may lose the latest of the other records, whose actions are then in doubt. After a rejected promise nothing more may be sent.
 */
export interface Journal {
  /** Named by the plans that belong to it. */
  readonly id: string;
  readonly target: Target;
  /** Identifies what this process writes. */
  readonly session: string;
  /** Set if it was pruned before it was opened. After pruning, an open journal cannot claim anything. */
  readonly pruned?: PruneMark | undefined;
  entry(key: string): Promise<Entry | undefined>;
  /**
   * Claims the right to send an action, unless it was claimed before for the same stopped run. A `deferred` entry may be claimed again; a `stale` or
   * `rejected` one once by each other plan.
   */
  claim(intent: Intent): Promise<Claim>;
  /**
   * Is the action of this entry being sent, by a process that is still running? Then it is not in doubt. False if that cannot be determined, and after
   * longer than any call may take.
   */
  isBeingSent(entry: Entry): Promise<boolean>;
  /** What is sending it, such as `process 4711`, if the journal knows. */
  senderOf?(entry: Entry): string | undefined;
  settle(settlement: Settlement): Promise<void>;
  watched(watched: Watched): Promise<void>;
  mark(mark: Mark): Promise<void>;
  planMark(plan: string): Promise<PlanMark>;
  /**
   * Every approval that was recorded at or after this time, in milliseconds since 1970, in the order in which they were recorded: once one is recorded,
   * none can come before it any more.
   */
  approvals(since: number): Promise<readonly Approval[]>;
  counts(plan: string): Promise<Counts>;
  /** Every entry that is open or unknown, the oldest first. */
  doubts(): Promise<readonly Entry[]>;
  /** Waits for the right to send one more request, where several machines share a rate. @param perSecond requests @param signal ends the wait */
  slot?(perSecond: number, signal?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** The part of a journal that a report on a plan needs. */
export type ReadableJournal = Pick<Journal, "entry" | "isBeingSent" | "planMark" | "pruned">;

/** Who did it, for people. @param plan its id; absent for a single command */
export function doerOf(plan: string | undefined): string {
  return plan === undefined ? "a single command" : `plan ${plan}`;
}

/** The intent of a planned action. */
export function intentOf(
  action: PlannedAction,
  key: string,
  about: { readonly plan?: string | undefined; readonly who?: string | undefined; readonly reason?: string | undefined },
): Intent {
  const { workflowId, executionId, nodeId, seen } = action;
  return { key, ...about, action: action.action, workflowId, executionId, nodeId, seen };
}

/**
 * Records that an action, sent without a plan, may have been done, so that no plan does it again.
 *
 * @param action with the state that was seen before it was sent
 * @param options `who` acted, and `reason`: what is known, as a sentence
 * @throws InvalidInputError for an unknown option
 * @throws PlanError if the journal cannot be written
 */
export async function recordDoubt(
  journal: Journal,
  action: PlannedAction,
  options: { readonly who?: string | undefined; readonly reason: string },
): Promise<void> {
  const { who, reason } = readOptions(options, { who: "value", reason: "value" });
  const key = keyOf(action);
  // If the journal already has it, no plan can claim it either.
  const { isClaimed } = await journal.claim(intentOf(action, key, { who, reason }));
  if (isClaimed) await journal.settle({ key, ending: "unknown", reason });
}
