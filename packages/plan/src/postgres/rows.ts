import type { Counts, Entry, Intent, PlanMark, PruneMark, Settlement } from "../journal/journal.ts";
import { noCounts, noMark } from "../journal/ledger.ts";
import type { Row } from "./database.ts";

/** The time by the clock of the database, in milliseconds since 1970. */
export const clock = "(extract(epoch from clock_timestamp()) * 1000)::float8 as now";

/** The columns of an entry. */
export const entryColumns = `key, plan, state, session, is_good, intent, settlement, earlier, (extract(epoch from at) * 1000)::float8 as at, ${clock}`;

/** As it is in the database, dated by its clock. */
export function entryFrom(row: Row): Entry {
  const { key, plan, state, session, is_good, intent, settlement, earlier, at } = row as Record<string, string | null>;
  return {
    key: key as string,
    plan: plan ?? undefined,
    state: state as Entry["state"],
    intent: parsed<Intent>(intent),
    settlement: parsed<Settlement>(settlement),
    at: Number(at),
    session: session ?? undefined,
    ...(is_good !== null && { isGood: Boolean(is_good) }),
    ...(earlier !== null && { earlier: parsed<readonly Entry[]>(earlier) }),
  };
}

/** The same, dated by the clock of this machine: those of two may differ by an hour. @param shift how far this one is ahead, in milliseconds */
export function shifted(entry: Entry, shift: number): Entry {
  const { at, earlier } = entry;
  return { ...entry, at: at + shift, ...(earlier && { earlier: earlier.map((each) => shifted(each, shift)) }) };
}

/** The same for a mark. */
export function shiftedMark(mark: PlanMark, shift: number): PlanMark {
  const { releasedAt, pruned } = mark;
  return { ...mark, ...(releasedAt !== undefined && { releasedAt: releasedAt + shift }), ...(pruned && { pruned: moved(pruned, shift) }) };
}

/** The same for anything with a time. */
export function moved<Dated extends { readonly at: number }>(dated: Dated | undefined, shift: number): Dated | undefined {
  return dated && { ...dated, at: dated.at + shift };
}

/** How far the clock of this machine is ahead of the database's. @param row with the time of the latter */
export function shiftOf({ now }: Row): number {
  return Date.now() - Number(now);
}

/** As `json_to_recordset` takes it. JSON stays text: it may contain characters that the database does not accept. */
export function rowOf({ key, plan, state, at, session, isGood, intent, settlement, earlier }: Entry): Row {
  const texts = { intent: jsonOf(intent), settlement: jsonOf(settlement), earlier: jsonOf(earlier) };
  return { key, plan, state, at: at / 1000, session, is_good: isGood, ...texts };
}

export const countNames = Object.keys(noCounts) as readonly (keyof Counts)[];

export function countsFrom(row: Row | undefined): Counts {
  return { ...noCounts, ...Object.fromEntries(countNames.map((name) => [name, Number(row?.[name] ?? 0)])) };
}

/** As columns of `json_to_recordset`. */
export const countTypes = countNames.map((name) => `${name} integer`).join(", ");

/** Selects the sums of all sessions' counts. */
export const countSums = countNames.map((name) => `sum(${name}) as ${name}`).join(", ");

/** As it is in the database, dated by its clock. */
export function markFrom(row: Row | undefined): PlanMark {
  return parsed<PlanMark>(row?.mark as string | undefined) ?? noMark;
}

/** The prune mark of a journal, dated by the clock of the database, if any. */
export function prunedFrom(row: Row | undefined): PruneMark | undefined {
  return parsed<PruneMark>(row?.pruned as string | null | undefined);
}

export function jsonOf(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

function parsed<Value>(text: string | null | undefined): Value | undefined {
  return text === null || text === undefined ? undefined : (JSON.parse(text) as Value);
}
