import { prunedAgain } from "../journal/forgotten.ts";
import type { Counts } from "../journal/journal.ts";
import { nextMark, noCounts, withEntry } from "../journal/ledger.ts";
import { PlanError } from "../journal/plan-error.ts";
import { History } from "../node/history.ts";
import { checkTime, linesOf, type Pruned, prunedOf } from "../node/prune-journal.ts";
import { type JournalHeader, type JournalRecord, linkOf, type Note } from "../node/record.ts";
import { databaseAt, type Query, unusable } from "./database.ts";
import { readAll } from "./inspect-postgres-journal.ts";
import { journalId, type PostgresPlace, placeIn } from "./place.ts";
import { clock, countNames, countTypes, entryColumns, entryFrom, jsonOf, markFrom, prunedFrom } from "./rows.ts";
import { checkDatabase } from "./schema.ts";

/**
 * Removes actions whose outcome was recorded before a time from a journal in a database. Actions in doubt stay, and so do holds and releases. A process that
 * still has the journal open finds out with its next intent and sends nothing more. Removed actions are not sent again: see `pruned` of `Journal`.
 *
 * @param before outcomes recorded before this time are removed
 * @throws InvalidInputError for an unknown or unusable option
 * @throws PlanError if an action was recorded within the last minute, or the database cannot be read or written
 */
export async function prunePostgresJournal(place: PostgresPlace, before: Date): Promise<Pruned> {
  const { url, target } = placeIn(place);
  checkTime(before);
  const database = databaseAt(url);
  try {
    await checkDatabase(database);
    return await database.transaction(async (query) => {
      const journal = await journalId(database, query, target);
      // A session that opens it waits here, and then reads that it was pruned.
      await query("select from aom_workflow.journal where id = $1 for update", [journal]);
      // A session that writes waits here, and then finds that it is gone.
      await query("delete from aom_workflow.session where journal = $1", [journal]);
      const busy = await query("select from aom_workflow.entry where journal = $1 and at > clock_timestamp() - interval '1 min' limit 1", [
        journal,
      ]);
      if (busy.length > 0)
        throw new PlanError(
          "invalid-journal",
          `An action was recorded in the journal in ${database.name} less than a minute ago. Prune it when nothing is being applied.`,
        );
      const removed = await query(
        "delete from aom_workflow.entry where journal = $1 and state not in ('open', 'unknown') and at < $2 returning key",
        [journal, before],
      );
      return {
        removed: removed.length,
        kept: await rewrite(query, journal, database.name, new Set(removed.map(({ key }) => String(key)))),
      };
    });
  } catch (error) {
    throw unusable(database, error);
  } finally {
    await database.close();
  }
}

/** Rewrites the kept records and the counts. @returns how many keys are kept */
async function rewrite(query: Query, journal: string, name: string, removed: ReadonlySet<string>): Promise<number> {
  const records: JournalRecord[] = [];
  const history = new History(name, (record, isWon) => {
    // An intent that lost could win after the one it lost to is removed.
    if (isWon || record.note.type !== "intent") records.push(record);
  });
  await readAll(query, journal, history);
  const isKept = (key: string) => !removed.has(key);
  const now = Number((await query(`select ${clock}`))[0]?.now);
  const marks = prunedOf(history.ledger, records, isKept);
  for (const mark of marks) await saveMark(query, journal, mark, now);
  const lines = linesOf(history.header as JournalHeader, records, isKept, marks, now);
  await query("delete from aom_workflow.record where journal = $1", [journal]);
  await query(
    "insert into aom_workflow.record (journal, line) select $1, line from unnest($2::text[]) with ordinality as l(line, place) order by place",
    [journal, lines.map((line) => line.toString().slice(1))],
  );
  const last = lines.at(-1) as Buffer;
  const { session, n } = JSON.parse(last.toString()) as JournalRecord;
  // Dated long ago, so that it does not count as recent activity.
  await query("insert into aom_workflow.session (journal, id, n, link, at) values ($1, $2, $3, $4, to_timestamp(0))", [
    ...[journal, session, n, linkOf(last)],
  ]);
  const entries = (await query(`select ${entryColumns} from aom_workflow.entry where journal = $1`, [journal])).map(entryFrom);
  const counts = new Map<string, Counts>();
  for (const entry of entries.flatMap((entry) => [entry, ...(entry.earlier ?? [])]))
    if (entry.plan !== undefined) counts.set(entry.plan, withEntry(counts.get(entry.plan) ?? noCounts, entry, 1));
  await query("delete from aom_workflow.plan_count where journal = $1", [journal]);
  await query(
    `insert into aom_workflow.plan_count (journal, plan, session, ${countNames}) select $1, plan, $2, ${countNames} from json_to_recordset($3::json) as given (plan text, ${countTypes})`,
    [journal, session, JSON.stringify([...counts].map(([plan, its]) => ({ plan, ...its })))],
  );
  return entries.length;
}

/** Saves what to remember of the removed records. @param at the time by the clock of the database */
async function saveMark(query: Query, journal: string, note: Note, at: number): Promise<void> {
  if (note.type === "pruned") {
    const { type: _, ...mark } = note;
    const [row] = await query("select pruned from aom_workflow.journal where id = $1", [journal]);
    await query("update aom_workflow.journal set pruned = $2 where id = $1", [journal, jsonOf(prunedAgain(prunedFrom(row), mark, at))]);
  }
  if (note.type !== "mark") return;
  const [row] = await query("select mark from aom_workflow.plan_mark where journal = $1 and plan = $2", [journal, note.plan]);
  await query(
    "insert into aom_workflow.plan_mark (journal, plan, mark) values ($1, $2, $3) on conflict (journal, plan) do update set mark = excluded.mark",
    [journal, note.plan, jsonOf(nextMark(markFrom(row), note, noCounts, { at }))],
  );
}
