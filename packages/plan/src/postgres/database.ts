import pg from "pg";
import { isPlanError, PlanError } from "../journal/plan-error.ts";
import { journalKind } from "../node/journal-kind.ts";

/** A row of a result. */
export type Row = Readonly<Record<string, unknown>>;

/** Sends one statement. */
export type Query = (text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

/** A database with a few connections, opened on demand. */
export interface Database {
  /** Its address without the password. */
  readonly name: string;
  query: Query;
  /** Commits unless the work throws. After an error it is unknown whether it was committed. */
  transaction<Result>(work: (query: Query) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** How long to wait for a response, in milliseconds: the other end of a connection may disappear without notice. */
const longestMs = 30_000;

/**
 * Settings of a transaction. A commit is on disk before the server responds, whatever its default, and a process that is suspended in a
 * transaction does not block others for long.
 */
const begin = `begin; set local synchronous_commit = on; set local statement_timeout = ${longestMs}; set local idle_in_transaction_session_timeout = ${longestMs}`;

/** @param application name of its connections on the server. @param url default: by the variables `PGHOST`, `PGUSER` and so on. A password may also come from `PGPASSWORD` or `PGPASSFILE`. @throws PlanError */
export function databaseAt(url: string | undefined, application?: string): Database {
  const config = configOf(url, application);
  const name = nameOf(config);
  const pool = new pg.Pool(config);
  // An idle connection that breaks is replaced.
  pool.on("error", () => {});
  const queryOn =
    (client: Pick<pg.ClientBase, "query">): Query =>
    async (text, values = []) =>
      (await client.query(text, [...values])).rows as readonly Row[];
  return {
    name,
    query: queryOn(pool),
    async transaction(work) {
      const client = await pool.connect();
      let failure: Error | undefined;
      client.on("error", onBroken);
      try {
        await client.query(begin);
        const result = await work(queryOn(client));
        await client.query("commit");
        return result;
      } catch (error) {
        failure = error as Error;
        throw error;
      } finally {
        client.off("error", onBroken);
        // After an error in a transaction, its connection is closed.
        client.release(failure !== undefined);
      }
    },
    close: () => pool.end(),
  };
}

/** The pending statement fails as well. */
function onBroken(): void {}

function configOf(url?: string, application = "aom-workflow") {
  if (url !== undefined && journalKind(url) !== "database") throw invalidAddress();
  return {
    ...(url !== undefined && { connectionString: verifying(url) }),
    application_name: application,
    // An open connection shows others that this process is running.
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: 10_000,
    query_timeout: longestMs + 5_000,
    keepAlive: true,
    max: 4,
  };
}

function nameOf(config: pg.ClientConfig): string {
  try {
    const { user, host, port, database } = new pg.Client(config);
    return `postgres://${encodeURIComponent(user ?? "")}@${host}:${port}/${encodeURIComponent(database ?? "")}`;
  } catch {
    throw invalidAddress();
  }
}

/** The address may contain a password, so it is not shown. */
function invalidAddress(): PlanError {
  return new PlanError(
    "invalid-journal",
    "The address of the journal's database is invalid. Use postgres://user@host:5432/database, with special characters percent-encoded.",
  );
}

/** Asks for what version 8 of pg does for these modes anyway, with a warning: a later one will not verify the server. */
function verifying(url: string): string {
  return /[?&]uselibpqcompat=/.test(url) ? url : url.replace(/([?&]sslmode=)(?:prefer|require|verify-ca)(?=&|$)/g, "$1verify-full");
}

/** The address of a journal's database without the password. @param url as in `openPostgresJournal` @throws PlanError */
export function postgresAddress(url?: string): string {
  return nameOf(configOf(url));
}

/** Temporary errors: no connection, the server starts, stops or has too many connections, a conflict with another transaction, a timeout. */
const passing = /^(08|23505|40|53300|55P03|57P0[123]|57014|25P03)/;

/** Could the same succeed a moment later? */
export function isPassing(error: unknown): boolean {
  if (isPlanError(error)) return false;
  const { code, severity } = Object(error) as { readonly code?: unknown; readonly severity?: unknown };
  // Without a severity it did not come from the server.
  return severity === undefined ? Object(error).name !== "TypeError" : passing.test(String(code));
}

/** Repeats work while the database is unreachable, for at most this many milliseconds. */
export async function lasting<Result>(reconnectMs: number, work: () => Promise<Result>): Promise<Result> {
  const until = performance.now() + reconnectMs;
  for (let round = 0; ; round++) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.min(1_000, 50 * 2 ** round) * (0.5 + Math.random())));
    }
  }
}

/** Wraps an error as one of this package, without the address, which may contain a password. */
export function unusable({ name }: Pick<Database, "name">, error: unknown): PlanError {
  if (isPlanError(error)) return error;
  return new PlanError("invalid-journal", `The journal in ${name} cannot be used: ${reasonOf(error)}`, { cause: error });
}

function reasonOf(error: unknown): string {
  const {
    code,
    errors,
    message = String(error),
  } = Object(error) as { readonly code?: unknown; readonly errors?: readonly unknown[]; readonly message?: string };
  // Node reports one error per address of a name.
  if (errors?.[0] !== undefined) return reasonOf(errors[0]);
  if (code === "42501") return `${message}. The user of the database needs to read and write the tables of the schema aom_workflow.`;
  if (code === "25006") return readOnly;
  return `${message}.`.replace(/\.\.$/, ".");
}

/** @param row with the current `fsync` of the server, which a restart or a reload may have changed. @throws PlanError */
export function refuseUnsynced({ name }: Pick<Database, "name">, row: Row | undefined): void {
  if (row?.fsync === "on") return;
  throw new PlanError(
    "invalid-journal",
    `The journal in ${name} cannot be used: the server runs with fsync = off, so a crash could lose intents.`,
  );
}

export const readOnly = "the database is read-only. Use the primary server.";
