import type { Counts, Entry, Intent, PlanMark, Settlement } from "../journal/journal.ts";
import { noCounts } from "../journal/ledger.ts";
import type { Row } from "./database.ts";

/** The columns of an entry; its age in milliseconds by the clock of the database. */
export const entryColumns =
  "key, plan, state, session, is_good, intent, settlement, (extract(epoch from clock_timestamp() - at) * 1000)::float8 as age";

/** @param now milliseconds since 1970 by the clock that the entry is to be dated with: clocks of two machines may differ by an hour */
export function entryFrom(row: Row, now: number): Entry {
  const { key, plan, state, session, is_good, intent, settlement, age } = row as Record<string, string | null>;
  return {
    key: key as string,
    plan: plan ?? undefined,
    state: state as Entry["state"],
    intent: parsed<Intent>(intent),
    settlement: parsed<Settlement>(settlement),
    at: now - Number(age),
    session: session ?? undefined,
    ...(is_good !== null && { isGood: Boolean(is_good) }),
  };
}

/** As `json_to_recordset` takes it. Texts of JSON stay texts: they may have characters that the database does not. */
export function rowOf({ key, plan, state, at, session, isGood, intent, settlement }: Entry): Row {
  return { key, plan, state, at: at / 1000, session, is_good: isGood, intent: jsonOf(intent), settlement: jsonOf(settlement) };
}

export const countNames = Object.keys(noCounts) as readonly (keyof Counts)[];

export function countsFrom(row: Row | undefined): Counts {
  return { ...noCounts, ...Object.fromEntries(countNames.map((name) => [name, Number(row?.[name] ?? 0)])) };
}

/** As columns of `json_to_recordset`. */
export const countTypes = countNames.map((name) => `${name} integer`).join(", ");

/** How the sum of the counts of all sessions is asked for. */
export const countSums = countNames.map((name) => `sum(${name}) as ${name}`).join(", ");

export function markFrom(row: Row | undefined): PlanMark {
  const { held, released } = parsed<PlanMark>(row?.mark as string | undefined) ?? {};
  return { held, released };
}

export function jsonOf(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

function parsed<Value>(text: string | null | undefined): Value | undefined {
  return text === null || text === undefined ? undefined : (JSON.parse(text) as Value);
}
