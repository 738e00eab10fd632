import type { WorkflowOperationAction } from "@aom-workflow/client";
import { readOptions } from "@aom-workflow/client/internal";
import { keyOf, type PlannedAction, type Seen, type Target } from "./action.ts";

/** That an action is about to be sent: on disk before a byte leaves. */
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
 * - `applied`: the service confirmed it; `resolved`: its effect was read later, caused by this action or another;
 * - `rejected`: the service refused it for good;
 * - `stale`: not sent, since the execution was no longer as planned;
 * - `deferred`: nothing was done (too many requests, not sent, an expired login): it may be claimed again;
 * - `unknown`: it may have been done; in doubt until it is resolved.
 */
export type Ending = "applied" | "resolved" | "rejected" | "stale" | "deferred" | "unknown";

/** The end of an action, or that it was left alone. */
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

/** What became of an action that was waited for. */
export interface Watched {
  readonly key: string;
  readonly plan: string;
  /** Did it end well, or go on? */
  readonly isGood: boolean;
  /** What was seen, as a sentence. */
  readonly reason?: string | undefined;
}

/** Longer than any call may take, in milliseconds: an intent that is older has no process any more that sends it, or one that reads again. */
export const longestCallMs = 150_000;

/** What a journal knows of a key. */
export interface Entry {
  readonly key: string;
  /** Id of the plan that touched it last. */
  readonly plan: string | undefined;
  /** `open`: an intent without an end. It is in doubt, unless the process that wrote it still sends. */
  readonly state: "open" | Ending;
  /** The last intent, where there was one and it has not ended. */
  readonly intent: Intent | undefined;
  /** How it ended, where there is more to say than the state does. */
  readonly settlement: Settlement | undefined;
  /** When it was written, in milliseconds since 1970, by the clock of the machine that wrote it. */
  readonly at: number;
  /** The session that wrote the intent. */
  readonly session: string | undefined;
  /** What a wait saw. */
  readonly isGood?: boolean | undefined;
  /** How it ended for other plans before, which the service refused or which found it changed. */
  readonly earlier?: readonly Entry[] | undefined;
}

/** Whether an action may be sent; if not, what stands in its way: its own entry, or that of another action for the same stopped run. */
export type Claim = { readonly isClaimed: true } | { readonly isClaimed: false; readonly entry: Entry };

/** Where a plan stands. */
export interface PlanMark {
  /** Why nothing more may be sent until a person releases it; nothing where it is not held. */
  readonly held: string | undefined;
  /** How its actions had ended when a person released it last; nothing where nobody did. */
  readonly released: Counts | undefined;
  /** When that was, in milliseconds since 1970, by the clock of the machine that wrote it. */
  readonly releasedAt?: number | undefined;
  /** That it may be applied by a program; nothing where nobody said so. A person at a terminal does not need it. */
  readonly approved: Approval | undefined;
  /** Why nothing more is sent, ever; nothing where it is not closed. */
  readonly closed: string | undefined;
  /** What was removed of it when the journal was pruned; nothing where nothing was. */
  readonly pruned?: Pruning | undefined;
}

/** That a journal no longer knows how actions of a plan ended. */
export interface Pruning {
  /** When it was pruned last, in milliseconds since 1970. */
  readonly at: number;
  /** How many had ended, and how many of these were applied. */
  readonly removed: number;
  readonly applied: number;
}

/** That a journal was pruned: it no longer knows of actions for runs that began then or before. */
export interface PruneMark {
  /** When it was pruned last, in milliseconds since 1970. */
  readonly at: number;
  /** When the newest run of those removed began, by the service's clock, in milliseconds since 1970. */
  readonly newestRun: number;
  /** The highest generation of those removed. */
  readonly generation: number;
}

/** That somebody let a program apply a plan. */
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

/** A record about a plan as a whole. A plan is approved once, and closed for good: what comes later does not count. */
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
  /** Sent a moment ago, or by a process that ended without a word. */
  readonly open: number;
  readonly stale: number;
  /** Of those that were applied and waited for: how many ended well or went on, and how many did not. */
  readonly good: number;
  readonly bad: number;
}

/**
 * What was done at a target, shared by all who act there. The first intent for a key wins. An intent and a mark are safe before the promise
 * resolves; of the rest a loss of power may lose the last, which is then in doubt. A rejected promise means that nothing more may be sent.
 */
export interface Journal {
  /** A plan says to which journal it belongs. */
  readonly id: string;
  readonly target: Target;
  /** Of this process, or what else shares nothing with others. */
  readonly session: string;
  /** That it was pruned before it was opened; nothing where it was not. Once it is pruned, nothing can be claimed in one that is open. */
  readonly pruned?: PruneMark | undefined;
  entry(key: string): Promise<Entry | undefined>;
  /**
   * Claims the right to send an action, unless another has it, or has had it, for the same stopped run. An entry that is `deferred` may be claimed, and
   * one that is `stale` or `rejected`, once by each other plan.
   */
  claim(intent: Intent): Promise<Claim>;
  /**
   * Is the action of this entry just being sent, by a process of this host that still runs? It is not in doubt then. False where that cannot be found
   * out, and for one that takes longer than any call may take.
   */
  isBeingSent(entry: Entry): Promise<boolean>;
  /** Who sends it, such as `process 4711`, where the journal knows. */
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

/** What of a journal is needed to know how a plan stands. */
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
 * Records that an action may have been done, for what was sent without a plan and ended in doubt: no plan then does it a second time.
 *
 * @param action with the state that was seen before it was sent
 * @param options `who` acted, and `reason`: what is known, as a sentence
 * @throws InvalidInputError for an option that is not one
 * @throws PlanError where the journal cannot be written
 */
export async function recordDoubt(
  journal: Journal,
  action: PlannedAction,
  options: { readonly who?: string | undefined; readonly reason: string },
): Promise<void> {
  const { who, reason } = readOptions(options, { who: "value", reason: "value" });
  const key = keyOf(action);
  // Where it is in the journal already, it is not free for others either.
  const { isClaimed } = await journal.claim(intentOf(action, key, { who, reason }));
  if (isClaimed) await journal.settle({ key, ending: "unknown", reason });
}
