import { randomBytes } from "node:crypto";
import { type OptionKinds, readOptions } from "@aom-workflow/client/internal";
import type { Target } from "../journal/action.ts";
import { type Claim, type Entry, type Journal, longestCallMs } from "../journal/journal.ts";
import { noMark } from "../journal/ledger.ts";
import { databasePrefix } from "../node/host.ts";
import { bytesOf, journalVersion, linkOf, type Note } from "../node/record.ts";
import { targetIn } from "../node/state-folder.ts";
import { thisSystem } from "../node/system.ts";
import type { Session } from "./batch.ts";
import { type Database, databaseAt, lasting, type Query, type Row, unusable } from "./database.ts";
import { applicationOf, journalId, type PostgresPlace, placeKinds } from "./place.ts";
import { quotaOf } from "./quota.ts";
import {
  clock,
  countSums,
  countsFrom,
  entryColumns,
  entryFrom,
  markFrom,
  moved,
  prunedFrom,
  shifted,
  shiftedMark,
  shiftOf,
} from "./rows.ts";
import { checkDatabase } from "./schema.ts";
import { Writer } from "./writer.ts";

/** Which journal to open, and whether to create it. */
export interface OpenPostgresJournalOptions extends PostgresPlace {
  /** Create it if it does not exist. Default: false, since a plan belongs to an existing journal. */
  readonly create?: boolean | undefined;
  /** How long to wait for an unreachable database, in milliseconds, 0 to 2147483647; then nothing more may be sent. Default: 60000. */
  readonly reconnectTimeout?: number | undefined;
}

const optionKinds: OptionKinds<OpenPostgresJournalOptions> = {
  ...placeKinds,
  create: "switch",
  reconnectTimeout: { from: 0, to: 2 ** 31 - 1, what: "a number of milliseconds" },
};

/** A journal in a database. */
export interface PostgresJournal extends Journal {
  /** The address of the database, without the password. */
  readonly path: string;
  slot(perSecond: number, signal?: AbortSignal): Promise<void>;
}

/**
 * Opens the journal of a target in a PostgreSQL database. Any number of processes on any number of machines may have it open: the first
 * intent for a key wins. It is committed and on disk before `claim` resolves; if the response to a commit is lost, nothing is sent for it. While the
 * database is unreachable, everything waits.
 *
 * @throws InvalidInputError for an unknown or unusable option
 * @throws PlanError `other-journal` if there is none, or the tables are missing or of another version; `invalid-journal` if the database
 * cannot be reached or written, or may lose commits (`fsync = off`)
 */
export async function openPostgresJournal(given: OpenPostgresJournalOptions): Promise<PostgresJournal> {
  const { url, reconnectTimeout = 60_000, ...options } = readOptions(given, optionKinds);
  const target = targetIn(options.target);
  const id = randomBytes(8).toString("hex");
  const database = databaseAt(url, applicationOf(id));
  try {
    await checkDatabase(database);
    const begun = await begin(database, id, target, options.create ?? false);
    return journalOf(database, target, new Writer(database, begun.session, reconnectTimeout), begun, reconnectTimeout);
  } catch (error) {
    await database.close();
    throw unusable(database, error);
  }
}

/** A journal that was opened, and the session that writes. */
interface Begun extends Pick<Journal, "pruned"> {
  readonly session: Session;
}

/** A process has a connection as long as it runs, which the server knows. */
const isConnected = "select from pg_stat_activity where application_name = $1";

/** Finds or creates the journal and records the session, so that it is known to be writable before anything is sent. */
function begin(database: Database, session: string, target: Target, create: boolean): Promise<Begun> {
  const { host, processes } = thisSystem();
  return database.transaction(async (query) => {
    const isNew = create ? await created(query, target) : undefined;
    const journal = isNew ?? (await journalId(database, query, target));
    // Waits while it is being pruned.
    const [row] = await query(`select pruned, ${clock} from aom_workflow.journal where id = $1 for share`, [journal]);
    const at = Number(row?.now);
    const opened: Note = { type: "session", ...processes.own, host };
    const header: Note = {
      ...{ type: "journal", schema: "aom-workflow-journal", version: journalVersion, id: journal, ...target },
      // Prevents an exported file from being written to.
      host: { name: database.name.replace(/^.*@/, databasePrefix) },
      begunAt: new Date(at).toISOString(),
    };
    let [n, link] = [0, ""];
    for (const note of isNew === undefined ? [opened] : [header, opened]) {
      const bytes = bytesOf({ session, n: ++n, previous: link, at, note });
      link = linkOf(bytes);
      await query("insert into aom_workflow.record (journal, line) values ($1, $2)", [journal, bytes.toString().slice(1)]);
    }
    await query("insert into aom_workflow.session (journal, id, n, link, at) values ($1, $2, $3, $4, clock_timestamp())", [
      ...[journal, session, n, link],
    ]);
    return { session: { journal, id: session, n, link }, pruned: moved(prunedFrom(row), shiftOf(row as Row)) };
  });
}

/** @returns the id of a new journal; undefined if there is one */
async function created(query: Query, { endpoint, projectId }: Target): Promise<string | undefined> {
  const [row] = await query(
    "insert into aom_workflow.journal (id, endpoint, project_id) values ($1, $2, $3) on conflict do nothing returning id",
    [randomBytes(6).toString("hex"), endpoint, projectId],
  );
  if (row === undefined) return undefined;
  await query("insert into aom_workflow.quota (journal, next, step) values ($1, clock_timestamp(), interval '0')", [row.id]);
  return String(row.id);
}

function journalOf(
  database: Database,
  target: Target,
  writer: Writer,
  { session, pruned }: Begun,
  reconnectTimeout: number,
): PostgresJournal {
  const { journal: id } = session;
  const ask = async (text: string, values: readonly unknown[]): Promise<readonly Row[]> => {
    try {
      return await lasting(reconnectTimeout, () => database.query(text, values));
    } catch (error) {
      throw unusable(database, error);
    }
  };
  const local = (row: Row) => shifted(entryFrom(row), shiftOf(row));
  /** `applied` is final, and applying a plan again asks for all of it, so these are read in one query, and each is used once. */
  const readAhead = async () => {
    const rows = await ask(`select ${entryColumns} from aom_workflow.entry where journal = $1 and state in ('applied', 'resolved')`, [id]);
    return new Map(rows.map((row) => [String(row.key), local(row)]));
  };
  let ahead: Promise<Map<string, Entry>> | undefined;
  const write = async (note: Note) => void (await writer.write(note));
  return {
    id,
    target,
    session: writer.session,
    path: database.name,
    pruned,
    async entry(key) {
      ahead ??= readAhead();
      const ended = (await ahead).get(key);
      if (ended !== undefined) {
        (await ahead).delete(key);
        return ended;
      }
      const [row] = await ask(`select ${entryColumns} from aom_workflow.entry where journal = $1 and key = $2`, [id, key]);
      return row && local(row);
    },
    isBeingSent: async ({ state, session = "", at }) =>
      state === "open" && Date.now() - at <= longestCallMs && (await ask(isConnected, [applicationOf(session)])).length > 0,
    async claim(intent): Promise<Claim> {
      const { isWon, entry } = await writer.write({ type: "intent", ...intent });
      if (isWon) return { isClaimed: true };
      if (entry === undefined) throw new TypeError("An intent that did not win has an entry.");
      return { isClaimed: false, entry };
    },
    settle: (settlement) => write({ type: "settled", ...settlement }),
    watched: (watched) => write({ type: "watched", ...watched }),
    mark: (mark) => write({ type: "mark", ...mark }),
    async planMark(plan) {
      const [row] = await ask(`select mark, ${clock} from aom_workflow.plan_mark where journal = $1 and plan = $2`, [id, plan]);
      return row === undefined ? noMark : shiftedMark(markFrom(row), shiftOf(row));
    },
    async approvals(since) {
      const rows = await ask(`select mark, ${clock} from aom_workflow.plan_mark where journal = $1 and mark like '%"approved":{%'`, [id]);
      const all = rows.flatMap((row) => {
        const { approved } = markFrom(row);
        return approved === undefined ? [] : [{ approved, shift: shiftOf(row) }];
      });
      return all
        .toSorted(({ approved: one }, { approved: other }) => one.at - other.at || (one.plan < other.plan ? -1 : 1))
        .flatMap(({ approved, shift }) => (approved.at + shift >= since ? [{ ...approved, at: approved.at + shift }] : []));
    },
    async counts(plan) {
      return countsFrom((await ask(`select ${countSums} from aom_workflow.plan_count where journal = $1 and plan = $2`, [id, plan]))[0]);
    },
    async doubts() {
      const rows = await ask(
        `select ${entryColumns} from aom_workflow.entry where journal = $1 and state in ('open', 'unknown') order by at`,
        [id],
      );
      return rows.map((row) => local(row));
    },
    slot: quotaOf(ask, id),
    async close() {
      await writer.close().finally(() => database.close());
    },
  };
}
