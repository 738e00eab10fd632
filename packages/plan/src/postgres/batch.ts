import { createHash } from "node:crypto";
import { siblingsOf } from "../journal/action.ts";
import type { Counts, Entry, PlanMark } from "../journal/journal.ts";
import { countChanges, type Fact, inTheWay, nextEntry, nextMark, noCounts, withEntry } from "../journal/ledger.ts";
import { PlanError } from "../journal/plan-error.ts";
import { bytesOf, linkOf, type Note } from "../node/record.ts";
import { type Database, type Query, refuseUnsynced } from "./database.ts";
import {
  clock,
  countNames,
  countSums,
  countsFrom,
  countTypes,
  entryColumns,
  entryFrom,
  jsonOf,
  markFrom,
  rowOf,
  shifted,
  shiftOf,
} from "./rows.ts";

/** A session: its last record, and the hash that links the next one to it. */
export interface Session {
  readonly journal: string;
  readonly id: string;
  readonly n: number;
  readonly link: string;
}

/** The result of a note. */
export interface Written {
  /** Did it change anything? For an intent, did it win? */
  readonly isWon: boolean;
  /** The entry of its key now, dated by the clock of this machine. */
  readonly entry: Entry | undefined;
}

/** The result of a transaction once it is committed. */
export interface Decided {
  readonly written: readonly Written[];
  readonly session: Session;
}

/** The transaction of an earlier attempt was committed after all. */
export const landed = Symbol("landed");

type KeyFact = Exclude<Fact, { readonly type: "mark" }>;

/**
 * Writes notes in one transaction. Their stopped runs are locked, so that the same pure function decides that reads a file.
 *
 * @param onDecided called before the commit: if the response to the commit is lost and the next attempt finds it `landed`, this is its result
 * @returns the result of each, and the session after them; `landed` if they were already written
 * @throws PlanError if the session is gone because the journal was pruned
 */
export function writeBatch(
  database: Database,
  session: Session,
  notes: readonly Note[],
  onDecided: (decided: Decided) => void,
): Promise<Decided | typeof landed> {
  return database.transaction(async (query) => {
    // Waits for a transaction of this session that may still be running on a lost connection.
    const [row] = await query(
      `select n, current_setting('fsync') as fsync, ${clock} from aom_workflow.session where journal = $1 and id = $2 for update`,
      [session.journal, session.id],
    );
    if (row === undefined)
      throw new PlanError("invalid-journal", `The journal in ${database.name} was pruned while it was open. Apply the plan again.`);
    refuseUnsynced(database, row);
    if (Number(row.n) === session.n + notes.length) return landed;
    const now = Number(row.now);
    const work = new Batch(session, now);
    await work.load(query, notes);
    const written = notes.map((note) => work.add(note));
    await work.save(query);
    const shift = shiftOf(row);
    const decided: Decided = {
      written: written.map(({ isWon, entry }) => ({ isWon, entry: entry && shifted(entry, shift) })),
      session: work.session,
    };
    onDecided(decided);
    return decided;
  });
}

class Batch {
  session: Session;
  #now: number;
  readonly #entries = new Map<string, Entry>();
  /** Keys that had an entry before. */
  readonly #known = new Set<string>();
  readonly #changed = new Set<string>();
  readonly #marks = new Map<string, PlanMark>();
  readonly #counts = new Map<string, Counts>();
  readonly #deltas = new Map<string, Counts>();
  readonly #lines: string[] = [];
  #marked: readonly string[] = [];

  constructor(session: Session, now: number) {
    this.session = session;
    this.#now = now;
  }

  async load(query: Query, notes: readonly Note[]): Promise<void> {
    const { journal } = this.session;
    const keys = new Set(notes.flatMap((note) => ("key" in note ? [note.key, ...siblingsOf(note.key)] : [])));
    if (keys.size > 0) {
      // A missing row cannot be locked. All sessions take the locks in the same order, to avoid deadlocks.
      const locks = [...new Set([...keys].map((key) => lockOf(journal, key)))].toSorted((one, other) => (one < other ? -1 : 1));
      await query("select pg_advisory_xact_lock(lock) from unnest($1::bigint[]) as lock", [locks]);
      const rows = await query(`select ${entryColumns} from aom_workflow.entry where journal = $1 and key = any($2)`, [journal, [...keys]]);
      for (const row of rows) {
        const entry = entryFrom(row);
        this.#entries.set(entry.key, entry);
        this.#known.add(entry.key);
      }
    }
    if (notes.some((note) => note.type === "mark" && note.kind === "approved")) {
      // Dated one after the other, so that a session that records an approval sees all earlier ones.
      await query("select pg_advisory_xact_lock($1)", [lockOf(journal, "approvals")]);
      const [row] = await query(`select ${clock}`);
      this.#now = Number(row?.now);
    }
    this.#marked = [...new Set(notes.flatMap((note) => (note.type === "mark" ? [note.plan] : [])))].toSorted();
    for (const plan of this.#marked) {
      const [mark] = await query("select mark from aom_workflow.plan_mark where journal = $1 and plan = $2", [journal, plan]);
      const [counts] = await query(`select ${countSums} from aom_workflow.plan_count where journal = $1 and plan = $2`, [journal, plan]);
      this.#marks.set(plan, markFrom(mark));
      this.#counts.set(plan, countsFrom(counts));
    }
  }

  add(note: Note): Written {
    const { journal, id, n, link } = this.session;
    const bytes = bytesOf({ session: id, n: n + 1, previous: link, at: this.#now, note });
    this.#lines.push(bytes.toString().slice(1));
    this.session = { journal, id, n: n + 1, link: linkOf(bytes) };
    if (note.type === "mark")
      this.#marks.set(note.plan, nextMark(this.#marks.get(note.plan) as PlanMark, note, this.#countsOf(note.plan), { at: this.#now }));
    if (!("key" in note) || note.type === "doubt") return { isWon: true, entry: undefined };
    return this.#change(note);
  }

  #change(fact: KeyFact): Written {
    const entryOf = (key: string) => this.#entries.get(key);
    const before = entryOf(fact.key);
    const entry = nextEntry(entryOf, fact, { session: this.session.id, at: this.#now });
    if (entry === undefined) return { isWon: false, entry: fact.type === "intent" ? inTheWay(entryOf, fact) : before };
    for (const change of countChanges(before, entry)) this.#count(change.entry, change.by);
    this.#entries.set(fact.key, entry);
    this.#changed.add(fact.key);
    return { isWon: true, entry };
  }

  #count(entry: Entry, by: 1 | -1): void {
    if (entry.plan === undefined) return;
    this.#deltas.set(entry.plan, withEntry(this.#deltas.get(entry.plan) ?? noCounts, entry, by));
  }

  #countsOf(plan: string): Counts {
    const [saved, delta] = [this.#counts.get(plan) ?? noCounts, this.#deltas.get(plan) ?? noCounts];
    return countsFrom(Object.fromEntries(countNames.map((name) => [name, saved[name] + delta[name]])));
  }

  async save(query: Query): Promise<void> {
    const { journal, id, n, link } = this.session;
    const counts = [...this.#deltas].map(([plan, delta]) => ({ plan, ...delta }));
    const rows = (isKnown: boolean) =>
      [...this.#changed].flatMap((key) => (this.#known.has(key) === isKnown ? rowOf(this.#entries.get(key) as Entry) : []));
    const marks = this.#marked.map((plan) => ({ plan, mark: jsonOf(this.#marks.get(plan)) }));
    await query(saving, [
      ...[journal, id, n, link, this.#lines],
      ...[rows(false), rows(true), counts, marks].map((values) => JSON.stringify(values)),
    ]);
  }
}

/** A number for a stopped run, the same for all actions on it. After a collision, two runs only wait for each other. */
function lockOf(journal: string, key: string): bigint {
  const [run = key] = [key, ...siblingsOf(key)].toSorted();
  return createHash("sha256").update(`${journal} ${run}`).digest().readBigInt64BE();
}

const entryTypes = "key text, plan text, state text, at float8, session text, is_good boolean, intent text, settlement text, earlier text";
const names = countNames.join(", ");

/** Everything that a batch changes, in one statement. */
const saving = `
with its_session as (
  update aom_workflow.session set n = $3, link = $4, at = clock_timestamp() where journal = $1 and id = $2
), lines as (
  insert into aom_workflow.record (journal, line) select $1, line from unnest($5::text[]) with ordinality as l(line, place) order by place
), begun as (
  -- If two sessions get this far with one key, the second is refused.
  insert into aom_workflow.entry (journal, key, plan, state, at, session, is_good, intent, settlement, earlier)
  select $1, key, plan, state, to_timestamp(at), session, is_good, intent, settlement, earlier from json_to_recordset($6::json) as given (${entryTypes})
), changed as (
  update aom_workflow.entry as entry set plan = given.plan, state = given.state, at = to_timestamp(given.at), session = given.session,
    is_good = given.is_good, intent = given.intent, settlement = given.settlement, earlier = given.earlier
  from json_to_recordset($7::json) as given (${entryTypes})
  where entry.journal = $1 and entry.key = given.key
), counted as (
  insert into aom_workflow.plan_count as counted (journal, plan, session, ${names})
  select $1, plan, $2, ${names} from json_to_recordset($8::json) as given (plan text, ${countTypes})
  on conflict (journal, plan, session) do update set ${countNames.map((name) => `${name} = counted.${name} + excluded.${name}`).join(", ")}
)
insert into aom_workflow.plan_mark (journal, plan, mark)
select $1, plan, mark from json_to_recordset($9::json) as given (plan text, mark text)
on conflict (journal, plan) do update set mark = excluded.mark`;
