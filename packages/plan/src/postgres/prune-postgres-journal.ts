import type { Counts } from "../journal/journal.ts";
import { noCounts, withEntry } from "../journal/ledger.ts";
import { PlanError } from "../journal/plan-error.ts";
import { linesOf, minute, type Pruned } from "../node/prune-journal.ts";
import { type JournalHeader, type JournalRecord, linkOf } from "../node/record.ts";
import { databaseAt, type Query, unusable } from "./database.ts";
import { journalId, type PostgresPlace } from "./place.ts";
import { countNames, countTypes, entryColumns, entryFrom } from "./rows.ts";
import { checkDatabase } from "./schema.ts";

/**
 * Removes what ended longer ago from a journal in a database. What is in doubt stays, and what was held or released. A process that still has
 * the journal open finds that out with its next intent, and sends nothing more.
 *
 * @param olderThanMs milliseconds
 * @throws PlanError where a process wrote within the last minute, or the database cannot be read or written
 */
export async function prunePostgresJournal({ url, target }: PostgresPlace, olderThanMs: number): Promise<Pruned> {
  const database = databaseAt(url);
  try {
    await checkDatabase(database);
    return await database.transaction(async (query) => {
      const journal = await journalId(database, query, target);
      // Whoever writes waits here, and then finds that its session is gone.
      const sessions = await query(
        "delete from aom_workflow.session where journal = $1 returning (extract(epoch from clock_timestamp() - at) * 1000)::float8 as age",
        [journal],
      );
      if (sessions.some(({ age }) => Number(age) < minute))
        throw new PlanError(
          "invalid-journal",
          `The journal in ${database.name} was written to less than a minute ago. Prune it when nothing is being applied.`,
        );
      const removed = await query(
        "delete from aom_workflow.entry where journal = $1 and state not in ('open', 'unknown') and at < clock_timestamp() - $2 * interval '1 ms' returning key",
        [journal, olderThanMs],
      );
      return { removed: removed.length, kept: await rewrite(query, journal, new Set(removed.map(({ key }) => String(key)))) };
    });
  } catch (error) {
    throw unusable(database, error);
  } finally {
    await database.close();
  }
}

/** Writes the records that are kept once more, and counts once more. @returns how many keys are kept */
async function rewrite(query: Query, journal: string, removed: ReadonlySet<string>): Promise<number> {
  const rows = await query("select line from aom_workflow.record where journal = $1 order by seq", [journal]);
  const records = rows.map(({ line }) => JSON.parse(String(line)) as JournalRecord);
  const lines = linesOf(records[0]?.note as JournalHeader, records, (key) => !removed.has(key));
  await query("delete from aom_workflow.record where journal = $1", [journal]);
  await query(
    "insert into aom_workflow.record (journal, line) select $1, line from unnest($2::text[]) with ordinality as l(line, place) order by place",
    [journal, lines.map((line) => line.toString().slice(1))],
  );
  const last = lines.at(-1) as Buffer;
  const { session, n } = JSON.parse(last.toString()) as JournalRecord;
  // Written long ago, as far as another prune is concerned.
  await query("insert into aom_workflow.session (journal, id, n, link, at) values ($1, $2, $3, $4, to_timestamp(0))", [
    ...[journal, session, n, linkOf(last)],
  ]);
  const entries = (await query(`select ${entryColumns} from aom_workflow.entry where journal = $1`, [journal])).map((row) =>
    entryFrom(row, 0),
  );
  const counts = new Map<string, Counts>();
  for (const entry of entries)
    if (entry.plan !== undefined) counts.set(entry.plan, withEntry(counts.get(entry.plan) ?? noCounts, entry, 1));
  await query("delete from aom_workflow.plan_count where journal = $1", [journal]);
  await query(
    `insert into aom_workflow.plan_count (journal, plan, session, ${countNames}) select $1, plan, $2, ${countNames} from json_to_recordset($3::json) as given (plan text, ${countTypes})`,
    [journal, session, JSON.stringify([...counts].map(([plan, its]) => ({ plan, ...its })))],
  );
  return entries.length;
}
