import { open, unlink } from "node:fs/promises";
import { type Entry, longestCallMs } from "../journal/journal.ts";
import { noMark } from "../journal/ledger.ts";
import { PlanError } from "../journal/plan-error.ts";
import { sentenceOf } from "../node/errors.ts";
import type { History } from "../node/history.ts";
import { contentWith, type JournalContent, type Verification, verified } from "../node/inspect-journal.ts";
import type { JournalHeader, JournalRecord } from "../node/record.ts";
import { type Database, databaseAt, type Query, type Row, unusable } from "./database.ts";
import { applicationOf, journalId, type PostgresPlace, placeIn } from "./place.ts";
import {
  clock,
  countNames,
  countSums,
  countsFrom,
  entryColumns,
  entryFrom,
  markFrom,
  moved,
  prunedFrom,
  shifted,
  shiftOf,
} from "./rows.ts";
import { checkVersion } from "./schema.ts";

/** Reads a journal without writing to it, as `entriesOf` does of a file. @throws PlanError */
export function postgresEntriesOf(place: PostgresPlace): Promise<JournalContent> {
  return inSnapshot(place, async (query, journal) => {
    const [first] = await query("select line from aom_workflow.record where journal = $1 order by seq limit 1", [journal]);
    const entries: Entry[] = [];
    await inPages(query, `select ${entryColumns} from aom_workflow.entry where journal = '${journal}' order by at`, (rows) => {
      for (const row of rows) entries.push(shifted(entryFrom(row), shiftOf(row)));
    });
    const marks = await query("select plan, mark from aom_workflow.plan_mark where journal = $1", [journal]);
    const markOf = new Map(marks.map((row) => [row.plan, markFrom(row)]));
    const [row] = await query(`select pruned, ${clock} from aom_workflow.journal where id = $1`, [journal]);
    const connected = new Set((await query("select application_name as name from pg_stat_activity")).map(({ name }) => name));
    return contentWith(
      (JSON.parse(String(first?.line)) as JournalRecord).note as JournalHeader,
      entries,
      entries.filter(({ state }) => state === "open" || state === "unknown"),
      {
        isBeingSent: ({ state, session = "", at }) =>
          state === "open" && Date.now() - at <= longestCallMs && connected.has(applicationOf(session)),
        planMark: (plan) => markOf.get(plan) ?? noMark,
        pruned: moved(prunedFrom(row), shiftOf(row as Row)),
      },
    );
  });
}

const limits = "This cannot detect tables rewritten on purpose by someone with write access.";

/**
 * Checks a journal in a database as `verifyJournal` checks a file, and that no session's last record was removed and the tables of entries and
 * counts agree with the records.
 *
 * @throws PlanError if it cannot be read
 */
export function verifyPostgresJournal(place: PostgresPlace): Promise<Verification> {
  return inSnapshot(place, (query, journal, { name }) =>
    verified(name, limits, async (history, say) => {
      await readAll(query, journal, history);
      await compareEnds(query, journal, history, say);
      await compareEntries(query, journal, history, say);
    }),
  );
}

/** Reads all records. */
export async function readAll(query: Query, journal: string, history: History): Promise<void> {
  const pages = new Pages();
  await inLines(query, journal, (text) => {
    pages.turn(Buffer.from(text));
    history.read(pages);
  });
  history.read(pages, true);
}

/** Makes pages of records readable like a file; only the current page is kept. */
class Pages {
  #bytes: Buffer = Buffer.alloc(0);
  #begin = 0;

  turn(bytes: Buffer): void {
    this.#begin += this.#bytes.length;
    this.#bytes = bytes;
  }

  size(): number {
    return this.#begin + this.#bytes.length;
  }

  read(position: number, length: number): Buffer {
    return this.#bytes.subarray(position - this.#begin, position - this.#begin + length);
  }
}

async function compareEnds(query: Query, journal: string, { sessions }: History, say: (problem: string) => void): Promise<void> {
  for (const { id, n, link } of await query("select id, n, link from aom_workflow.session where journal = $1", [journal])) {
    const last = sessions.get(String(id));
    if (last?.n !== n || last?.link !== link) say(`The last records of session ${id} were removed or changed.`);
  }
}

async function compareEntries(query: Query, journal: string, { ledger }: History, say: (problem: string) => void): Promise<void> {
  let count = 0;
  await inPages(query, `select ${entryColumns} from aom_workflow.entry where journal = '${journal}'`, (rows) => {
    count += rows.length;
    for (const entry of rows.map(entryFrom)) {
      const recorded = ledger.entries.get(entry.key);
      if (recorded === undefined || summaryOf(recorded) !== summaryOf(entry))
        say(`${entry.key} is ${entry.state} in the table of entries, and ${recorded?.state ?? "missing"} by the records.`);
    }
  });
  if (count !== ledger.entries.size) say(`The table of entries has ${count} keys, the records have ${ledger.entries.size}.`);
  const counted = await query(`select plan, ${countSums} from aom_workflow.plan_count where journal = $1 group by plan`, [journal]);
  for (const row of counted) {
    const [saved, recorded] = [countsFrom(row), ledger.counts(String(row.plan))];
    if (countNames.some((name) => saved[name] !== recorded[name])) say(`The counts of plan ${row.plan} do not agree.`);
  }
}

function summaryOf({ plan, state, isGood, session, earlier = [] }: Entry): string {
  return JSON.stringify([plan, state, isGood, session, earlier.map((each) => [each.plan, each.state])]);
}

/**
 * Saves a journal as a file in the format of `openJournal`, to be read, verified and kept. `openJournal` refuses to write to it, since it does not
 * have what is done later.
 *
 * @param path a new file
 * @returns how many records it has
 * @throws PlanError if the journal cannot be read, or the file exists or cannot be written
 */
export function exportPostgresJournal(place: PostgresPlace, path: string): Promise<number> {
  return inSnapshot(place, async (query, journal) => {
    const unsaved = (error: unknown) => {
      const why = Object(error).code === "EEXIST" ? "It exists already." : sentenceOf(error);
      return new PlanError("invalid-journal", `The journal cannot be exported to ${path}. ${why}`, { cause: error });
    };
    const file = await open(path, "wx", 0o600).catch((error: unknown) => {
      throw unsaved(error);
    });
    try {
      const count = await inLines(query, journal, (text) => file.writeFile(text));
      await file.sync();
      return count;
    } catch (error) {
      await unlink(path);
      throw "syscall" in Object(error) ? unsaved(error) : error;
    } finally {
      await file.close();
    }
  });
}

/** Passes on all records as text in the file's format, a thousand at a time. @returns how many there are */
async function inLines(query: Query, journal: string, onText: (text: string) => void | Promise<void>): Promise<number> {
  let count = 0;
  await inPages(query, `select line from aom_workflow.record where journal = '${journal}' order by seq`, (rows) => {
    count += rows.length;
    return onText(rows.map(({ line }) => `\n${line}`).join(""));
  });
  return count;
}

async function inPages(query: Query, text: string, onRows: (rows: Awaited<ReturnType<Query>>) => void | Promise<void>): Promise<void> {
  await query(`declare page no scroll cursor for ${text}`);
  for (;;) {
    const rows = await query("fetch 1000 from page");
    if (rows.length === 0) break;
    await onRows(rows);
  }
  await query("close page");
}

/** Reads a consistent snapshot. */
async function inSnapshot<Result>(
  place: PostgresPlace,
  work: (query: Query, journal: string, database: Database) => Promise<Result>,
): Promise<Result> {
  const { url, target } = placeIn(place);
  const database = databaseAt(url);
  try {
    await checkVersion(database);
    return await database.transaction(async (query) => {
      await query("set transaction isolation level repeatable read, read only");
      return work(query, await journalId(database, query, target), database);
    });
  } catch (error) {
    throw unusable(database, error);
  } finally {
    await database.close();
  }
}
