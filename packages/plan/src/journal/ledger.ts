import { siblingsOf } from "./action.ts";
import type { Counts, Entry, Intent, Mark, PlanMark, Settlement, Watched } from "./journal.ts";

/** What is written in a journal, in the order in which it is read. Every reader comes to the same result. */
export type Fact =
  | ({ readonly type: "intent" } & Intent)
  | ({ readonly type: "settled" } & Settlement)
  | ({ readonly type: "watched" } & Watched)
  | ({ readonly type: "mark" } & Mark);

/** Who wrote a fact, and when, in milliseconds since 1970. */
export interface Origin {
  readonly session: string;
  readonly at: number;
}

/** What is known of each key and each plan, by all facts so far. */
export interface Ledger {
  readonly entries: ReadonlyMap<string, Entry>;
  /** @returns for an intent, whether it won: the first one that nothing stands in the way of does */
  add(fact: Fact, origin: Origin): boolean;
  /** What stands in the way of an intent: what was begun with its key, or by another action for the same stopped run. */
  inTheWay(intent: Pick<Intent, "key" | "plan">): Entry | undefined;
  /** Takes a key for one that may have been sent: what was written about it cannot be read. */
  doubt(key: string, origin: Origin): void;
  planMark(plan: string): PlanMark;
  counts(plan: string): Counts;
  doubts(): readonly Entry[];
}

/** May this plan claim a key that has this entry? */
export function isFree(entry: Entry | undefined, plan: string | undefined): boolean {
  if (entry === undefined) return true;
  const { state, plan: by } = entryFor(entry, plan);
  return state === "deferred" || (isUndone(state) && (plan === undefined || by !== plan));
}

/** What of an entry concerns a plan: how it ended there is final, whatever other plans made of it since. */
export function entryFor(entry: Entry, plan: string | undefined): Entry {
  return entry.earlier?.find((each) => each.plan === plan) ?? entry;
}

/** Did it end for one plan, so that another may still do it? */
function isUndone(state: Entry["state"]): boolean {
  return state === "stale" || state === "rejected";
}

/** Of a plan of which nothing was done. */
export const noCounts: Counts = { applied: 0, rejected: 0, unknown: 0, open: 0, stale: 0, good: 0, bad: 0 };

export function newLedger(): Ledger {
  const entries = new Map<string, Entry>();
  const marks = new Map<string, PlanMark>();
  const counted = new Map<string, Counts>();

  function put(entry: Entry): void {
    const before = entries.get(entry.key);
    let earlier = before?.earlier;
    if (before && isUndone(before.state) && before.plan !== undefined && before.plan !== entry.plan)
      earlier = [...(earlier ?? []), { ...before, earlier: undefined }];
    else if (before) count(before, -1);
    entries.set(entry.key, earlier === undefined ? entry : { ...entry, earlier });
    count(entry, 1);
  }

  function count({ plan, state, isGood }: Entry, by: number): void {
    const kind = kindOf(state);
    if (plan === undefined || kind === undefined) return;
    const so = counted.get(plan) ?? noCounts;
    counted.set(plan, {
      ...so,
      [kind]: so[kind] + by,
      good: so.good + (isGood === true ? by : 0),
      bad: so.bad + (isGood === false ? by : 0),
    });
  }

  return {
    entries,
    add(fact, { session, at }) {
      switch (fact.type) {
        case "intent": {
          const { type: _, ...intent } = fact;
          if (inTheWay(fact) !== undefined) return false;
          put({ key: fact.key, plan: fact.plan, state: "open", intent, settlement: undefined, at, session });
          return true;
        }
        case "settled": {
          const before = entries.get(fact.key);
          // What was done stays done, and only who claimed a key can say that nothing was done with it.
          const isEnded = before !== undefined && (before.state === "applied" || before.state === "resolved");
          const isOthers =
            before?.state === "open" && before.session !== session && fact.ending !== "resolved" && fact.ending !== "unknown";
          if (isEnded || isOthers) return false;
          if (before?.state === "unknown" && fact.ending !== "resolved") return false;
          // How it ended for a plan is final there.
          if (before && isUndone(entryFor(before, fact.plan).state) && !isFree(before, fact.plan)) return false;
          // Whoever found an execution changed has not sent; another of the same session may have.
          if (before?.state === "open" && fact.ending === "stale") return false;
          // A journal may have many that have ended: of those no more is kept than is asked for.
          const mayGoOn = fact.ending === "unknown" || fact.ending === "deferred";
          put({
            key: before?.key ?? fact.key,
            plan: fact.plan ?? before?.plan,
            state: fact.ending,
            intent: mayGoOn ? before?.intent : undefined,
            settlement: settlementOf(fact),
            at,
            session: before?.session ?? session,
          });
          return true;
        }
        case "watched": {
          const before = entries.get(fact.key);
          if (before === undefined) return false;
          put({ ...before, isGood: fact.isGood });
          return true;
        }
        case "mark": {
          if (fact.kind === "held") marks.set(fact.plan, { ...planMark(fact.plan), held: fact.reason ?? "It is held." });
          else marks.set(fact.plan, { held: undefined, released: counts(fact.plan), releasedAt: at });
          return true;
        }
      }
    },
    doubt(key, { session, at }) {
      if (!entries.has(key) || isFree(entries.get(key), undefined))
        put({ key, plan: undefined, state: "unknown", intent: entries.get(key)?.intent, settlement: undefined, at, session });
    },
    inTheWay,
    planMark,
    counts,
    doubts: () =>
      [...entries.values()].filter(({ state }) => state === "open" || state === "unknown").toSorted((one, other) => one.at - other.at),
  };

  function inTheWay({ key, plan }: Pick<Intent, "key" | "plan">): Entry | undefined {
    const own = entries.get(key);
    if (!isFree(own, plan)) return own;
    return siblingsOf(key)
      .map((other) => entries.get(other))
      .find((other) => !isFree(other, undefined));
  }

  function planMark(plan: string): PlanMark {
    return marks.get(plan) ?? { held: undefined, released: undefined };
  }

  function counts(plan: string): Counts {
    return counted.get(plan) ?? noCounts;
  }
}

/** Nothing where its state says it all. */
function settlementOf({ key, plan, ending, reason, status, errorCode, requestId }: Settlement): Settlement | undefined {
  return reason === undefined ? undefined : { key, plan, ending, reason, status, errorCode, requestId };
}

/** Under which heading of the report a state counts. */
export function kindOf(state: Entry["state"]): "applied" | "rejected" | "unknown" | "open" | "stale" | undefined {
  if (state === "applied" || state === "resolved") return "applied";
  return state === "deferred" ? undefined : state;
}
