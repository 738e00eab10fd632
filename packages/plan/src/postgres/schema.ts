import { PlanError } from "../journal/plan-error.ts";
import { type Database, type Query, readOnly, refuseUnsynced } from "./database.ts";

/** Raised when an older program would read or write incorrectly. */
export const schemaVersion = 2;

/** The steps from each version to the next. Released steps never change. */
const steps: readonly string[] = [
  `
  create table aom_workflow.version (version integer not null);
  insert into aom_workflow.version values (0);
  -- One for each endpoint and project.
  create table aom_workflow.journal (
    id text primary key, endpoint text not null, project_id text not null, unique (endpoint, project_id)
  );
  -- How many records a session wrote, and the hash that links the next one to the last.
  create table aom_workflow.session (
    journal text not null, id text not null, n integer not null, link text not null, at timestamptz not null, primary key (journal, id)
  );
  -- The entry of each key.
  create table aom_workflow.entry (
    journal text not null, key text not null, plan text, state text not null, at timestamptz not null, session text not null,
    is_good boolean, intent text, settlement text, earlier text, primary key (journal, key)
  );
  create index entry_in_doubt on aom_workflow.entry (journal, at) where state in ('open', 'unknown');
  -- All records, each a line in the file's format.
  create table aom_workflow.record (
    journal text not null, seq bigint generated always as identity, line text not null, primary key (journal, seq)
  );
  create table aom_workflow.plan_mark (journal text not null, plan text not null, mark text not null, primary key (journal, plan));
  -- A row per session, so that sessions do not wait for each other; the rows are summed.
  create table aom_workflow.plan_count (
    journal text not null, plan text not null, session text not null,
    applied integer not null, rejected integer not null, unknown integer not null, open integer not null, stale integer not null,
    good integer not null, bad integer not null, primary key (journal, plan, session)
  );
  -- When the next request may be sent, and the interval of the last two.
  create table aom_workflow.quota (journal text primary key, next timestamptz not null, step interval not null);
  `,
  `
  -- What is still known about removed actions.
  alter table aom_workflow.journal add column pruned text;
  `,
];

/** Creates or updates the tables. @returns the version before; 0 if there were none */
export function migrate(database: Database): Promise<number> {
  return database.transaction(async (query) => {
    // Only one migration at a time.
    await query("select pg_advisory_xact_lock(7247461)");
    const before = await versionOf(query);
    if (before > schemaVersion) throw newer(database, before);
    await query("create schema if not exists aom_workflow");
    for (const step of steps.slice(before)) await query(step);
    if (before < schemaVersion) await query("update aom_workflow.version set version = $1", [schemaVersion]);
    return before;
  });
}

/** @throws PlanError unless it can be written, keeps what it has committed, and has the tables of this version */
export async function checkDatabase(database: Database): Promise<void> {
  const [row] = await database.query(
    "select current_setting('fsync') as fsync, current_setting('transaction_read_only') as read_only, pg_is_in_recovery() as is_standby",
  );
  refuseUnsynced(database, row);
  if (row?.read_only !== "off" || row?.is_standby === true)
    throw new PlanError("invalid-journal", `The journal in ${database.name} cannot be used: ${readOnly}`);
  await checkVersion(database);
}

/** @throws PlanError unless it has the tables of this version */
export async function checkVersion(database: Database): Promise<void> {
  const version = await versionOf(database.query);
  if (version > schemaVersion) throw newer(database, version);
  if (version === schemaVersion) return;
  const what =
    version === 0 ? "has no journal tables" : `has the tables of version ${version}; this program needs version ${schemaVersion}`;
  throw new PlanError("other-journal", `${database.name} ${what}. To create or update them: aom-workflow journal --migrate`);
}

function newer({ name }: Database, version: number): PlanError {
  return new PlanError(
    "other-journal",
    `The journal in ${name} is of version ${version}; this program supports version ${schemaVersion}. Update this program.`,
  );
}

async function versionOf(query: Query): Promise<number> {
  const [made] = await query("select to_regclass('aom_workflow.version') is not null as is_made");
  if (made?.is_made !== true) return 0;
  const [row] = await query("select version from aom_workflow.version");
  return Number(row?.version ?? 0);
}
