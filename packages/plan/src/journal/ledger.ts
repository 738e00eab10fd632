import { siblingsOf } from "./action.ts";
import type { Approval, Counts, Ending, Entry, Intent, Mark, PlanMark, Settlement, Watched } from "./journal.ts";

/** What is written in a journal, in order. Every reader reaches the same result. */
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

/** What all facts so far say about each key and each plan. */
export interface Ledger {
  readonly entries: ReadonlyMap<string, Entry>;
  /** @returns for an intent, whether it won: the first one that nothing prevents */
  add(fact: Fact, origin: Origin): boolean;
  /** The entry that prevents an intent: of its key, or of another action for the same stopped run. */
  inTheWay(intent: Pick<Intent, "key" | "plan">): Entry | undefined;
  /** Marks a key as possibly sent, because its record cannot be read. */
  doubt(key: string, origin: Origin): void;
  planMark(plan: string): PlanMark;
  approvals(since: number): readonly Approval[];
  counts(plan: string): Counts;
  doubts(): readonly Entry[];
}

/** May this plan claim a key that has this entry? */
export function isFree(entry: Entry | undefined, plan: string | undefined): boolean {
  if (entry === undefined) return true;
  const { state, plan: by } = entryFor(entry, plan);
  return state === "deferred" || (isUndone(state) && (plan === undefined || by !== plan));
}

/** The entry as it counts for a plan: its own outcome is final, whatever other plans did since. */
export function entryFor(entry: Entry, plan: string | undefined): Entry {
  return entry.earlier?.find((each) => each.plan === plan) ?? entry;
}

/** Is it final for one plan only, so that another may still do it? */
function isUndone(state: Entry["state"]): boolean {
  return state === "stale" || state === "rejected";
}

/** Of a plan that was never applied. */
export const noCounts: Counts = { applied: 0, rejected: 0, unknown: 0, open: 0, stale: 0, good: 0, bad: 0 };

/** The entry of a key, if any. */
export type EntryOf = (key: string) => Entry | undefined;

/** The entry that prevents an intent: of its key, or of another action for the same stopped run. */
export function inTheWay(entryOf: EntryOf, { key, plan }: Pick<Intent, "key" | "plan">): Entry | undefined {
  const own = entryOf(key);
  if (!isFree(own, plan)) return own;
  return siblingsOf(key)
    .map(entryOf)
    .find((other) => !isFree(other, undefined));
}

/** The entry of a key after a fact; undefined if the fact changes nothing: an intent that lost, or an outcome that this session may not record. */
export function nextEntry(entryOf: EntryOf, fact: Exclude<Fact, { readonly type: "mark" }>, { session, at }: Origin): Entry | undefined {
  const before = entryOf(fact.key);
  switch (fact.type) {
    case "intent": {
      const { type: _, ...intent } = fact;
      if (inTheWay(entryOf, fact) !== undefined) return undefined;
      return after(before, { key: fact.key, plan: fact.plan, state: "open", intent, settlement: undefined, at, session });
    }
    case "settled": {
      // `applied` is final, and only the session that claimed a key can record that nothing was done.
      const isEnded = before !== undefined && (before.state === "applied" || before.state === "resolved");
      const isOthers = before?.state === "open" && before.session !== session && fact.ending !== "resolved" && fact.ending !== "unknown";
      if (isEnded || isOthers) return undefined;
      if (before?.state === "unknown" && fact.ending !== "resolved") return undefined;
      // The outcome for a plan is final.
      if (before && isUndone(entryFor(before, fact.plan).state) && !isFree(before, fact.plan)) return undefined;
      // `stale` comes from a caller that did not send; another of the same session may have.
      if (before?.state === "open" && fact.ending === "stale") return undefined;
      // A journal may have many final entries, so these keep only what is needed.
      const mayGoOn = fact.ending === "unknown" || fact.ending === "deferred";
      return after(before, {
        key: before?.key ?? fact.key,
        plan: fact.plan ?? before?.plan,
        state: fact.ending,
        intent: mayGoOn ? before?.intent : undefined,
        settlement: settlementOf(fact),
        at,
        session: before?.session ?? session,
      });
    }
    case "watched": {
      const { key, plan, isGood, reason } = fact;
      const isEnded = before?.state === "applied" || before?.state === "resolved";
      const settlement = isEnded && reason !== undefined ? { key, plan, ending: before.state as Ending, reason } : before?.settlement;
      return before && after(before, { ...before, isGood, settlement });
    }
  }
}

/** An entry that replaces another one of its key, and keeps the outcomes for other plans. */
function after(before: Entry | undefined, entry: Entry): Entry {
  if (before === undefined) return entry;
  const earlier = staysKnown(before, entry) ? [...(before.earlier ?? []), { ...before, earlier: undefined }] : before.earlier;
  return earlier === undefined ? entry : { ...entry, earlier };
}

function staysKnown(before: Entry, entry: Entry): boolean {
  return isUndone(before.state) && before.plan !== undefined && before.plan !== entry.plan;
}

/** How an entry that replaces another one changes the counts of plans. */
export function countChanges(before: Entry | undefined, entry: Entry): readonly { readonly entry: Entry; readonly by: 1 | -1 }[] {
  return before === undefined || staysKnown(before, entry)
    ? [{ entry, by: 1 }]
    : [
        { entry: before, by: -1 },
        { entry, by: 1 },
      ];
}

/** Counts with an entry, or, with -1, without it. */
export function withEntry(counts: Counts, { state, isGood }: Entry, by: 1 | -1): Counts {
  const kind = kindOf(state);
  if (kind === undefined) return counts;
  return {
    ...counts,
    [kind]: counts[kind] + by,
    good: counts.good + (isGood === true ? by : 0),
    bad: counts.bad + (isGood === false ? by : 0),
  };
}

/** Of a plan without marks. */
export const noMark: PlanMark = { held: undefined, released: undefined, approved: undefined, closed: undefined };

/** The state of a plan after a mark; unchanged if the mark does not count. @param counts the outcomes so far */
export function nextMark(before: PlanMark, mark: Mark, counts: Counts, { at }: Pick<Origin, "at">): PlanMark {
  if (before.closed !== undefined) return before;
  switch (mark.kind) {
    case "held":
      return { ...before, held: mark.reason ?? "It is held." };
    case "released":
      return { ...before, held: undefined, released: counts, releasedAt: at };
    case "pruned": {
      const { removed = 0, applied = 0 } = before.pruned ?? {};
      return { ...before, pruned: { at, removed: removed + mark.removed, applied: applied + mark.applied } };
    }
    case "closed":
      return { ...before, closed: mark.reason ?? "It was closed." };
    case "approved": {
      const { plan, digest, who, by, actions, expires } = mark;
      return before.approved === undefined ? { ...before, approved: { plan, digest, who, by, actions, expires, at } } : before;
    }
  }
}

export function newLedger(): Ledger {
  const entries = new Map<string, Entry>();
  const marks = new Map<string, PlanMark>();
  const counted = new Map<string, Counts>();
  const entryOf: EntryOf = (key) => entries.get(key);

  function put(next: Entry): void {
    for (const { entry, by } of countChanges(entries.get(next.key), next))
      if (entry.plan !== undefined) counted.set(entry.plan, withEntry(counts(entry.plan), entry, by));
    entries.set(next.key, next);
  }

  return {
    entries,
    add(fact, origin) {
      if (fact.type === "mark") {
        const before = planMark(fact.plan);
        const mark = nextMark(before, fact, counts(fact.plan), origin);
        // Approvals are listed in the order in which they were recorded.
        if (before.approved === undefined && mark.approved !== undefined) marks.delete(fact.plan);
        marks.set(fact.plan, mark);
        return mark !== before;
      }
      const next = nextEntry(entryOf, fact, origin);
      if (next) put(next);
      return next !== undefined;
    },
    doubt(key, { session, at }) {
      const before = entries.get(key);
      if (isFree(before, undefined))
        put(after(before, { key, plan: undefined, state: "unknown", intent: before?.intent, settlement: undefined, at, session }));
    },
    inTheWay: (intent) => inTheWay(entryOf, intent),
    planMark,
    approvals: (since) => [...marks.values()].flatMap(({ approved }) => (approved !== undefined && approved.at >= since ? [approved] : [])),
    counts,
    doubts: () =>
      [...entries.values()].filter(({ state }) => state === "open" || state === "unknown").toSorted((one, other) => one.at - other.at),
  };

  function planMark(plan: string): PlanMark {
    return marks.get(plan) ?? noMark;
  }

  function counts(plan: string): Counts {
    return counted.get(plan) ?? noCounts;
  }
}

/** Undefined if the state says everything. */
function settlementOf({ key, plan, ending, reason, status, errorCode, requestId }: Settlement): Settlement | undefined {
  return reason === undefined ? undefined : { key, plan, ending, reason, status, errorCode, requestId };
}

/** Which count of the report a state belongs to. */
export function kindOf(state: Entry["state"]): "applied" | "rejected" | "unknown" | "open" | "stale" | undefined {
  if (state === "applied" || state === "resolved") return "applied";
  return state === "deferred" ? undefined : state;
}
