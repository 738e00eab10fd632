import type { Target } from "@aom-workflow/plan";
import { entriesOf, journalKind, journalPath, pruneJournal, verifyJournal } from "@aom-workflow/plan/node";
import { UsageError } from "../../output/usage-error.ts";
import { tildeInVariable } from "../../parse/tilde-problem.ts";
import type { Options } from "../../parse/tokens.ts";
import type { CommandContext } from "../context.ts";

/** A file, or the address of a database. */
export interface Place {
  readonly place: string;
  readonly isDatabase: boolean;
}

/** The journal given by `--journal` or the variable; undefined for that of the target. @throws UsageError for a password in an argument, and for `--take-over` of a database */
export function namedPlace(options: Options, { env }: Pick<CommandContext, "env">): Place | undefined {
  const given = options.journal as string | undefined;
  const place = given ?? (env.AOM_WORKFLOW_JOURNAL || undefined);
  if (place === undefined) return undefined;
  const name = given === undefined ? "AOM_WORKFLOW_JOURNAL" : "--journal";
  const kind = journalKind(place);
  if (kind !== "file" && given !== undefined && hasPassword(given, kind === "database"))
    throw new UsageError(
      "--journal must not contain a password: other processes can read arguments. Set PGPASSWORD or PGPASSFILE, or set AOM_WORKFLOW_JOURNAL to the address.",
    );
  // It may contain a password, so it is not shown.
  if (kind === undefined)
    throw new UsageError(
      `${name} must be a path such as ./journal.jsonl or an address such as postgres://user@host:5432/database, with special characters percent-encoded and without quotes or spaces around it.`,
    );
  const problem = kind === "file" && given === undefined ? tildeInVariable(place) : undefined;
  if (problem !== undefined) throw new UsageError(`${name} ${problem}.`);
  const isDatabase = kind === "database";
  if (isDatabase && options["take-over"] === true)
    throw new UsageError("--take-over is for a journal file; a database can be used by several hosts.");
  return { place, isDatabase };
}

/** Also true for what may be a password in an invalid address. */
function hasPassword(address: string, isValid: boolean): boolean {
  const rest = address.replace(/^.*?(?::\/\/|postgres(?:ql)?:\/*)/is, "");
  const login = isValid ? rest.split(/[/?]/, 1).join() : rest;
  return /:.+@/s.test(login) || /(?:password|pwd)[^=&]*=/i.test(address);
}

/** Loads the support for PostgreSQL, which most users do not need. @throws UsageError if the package pg is missing or incomplete */
export async function postgres() {
  try {
    return await import("@aom-workflow/plan/postgres");
  } catch (error) {
    const { code, message } = Object(error) as NodeJS.ErrnoException;
    if (!/^(ERR_)?MODULE_NOT_FOUND$/.test(String(code))) throw error;
    const [what] = message.split("\n");
    if (!/^Cannot find \w+ 'pg'/.test(String(what))) throw new UsageError(`The pg package cannot be loaded: ${what}. Install it again.`);
    throw new UsageError(
      "A journal in PostgreSQL needs the pg package: npm install --global aom-workflow pg. Without an installation: npx --package aom-workflow --package pg aom-workflow.",
    );
  }
}

/** A journal to inspect. */
export interface Store {
  /** Without a password. */
  readonly path: string;
  entries(): ReturnType<typeof entriesOf>;
  verify(): ReturnType<typeof verifyJournal>;
  prune(before: Date): ReturnType<typeof pruneJournal>;
  /** @returns how many records were saved */
  export(file: string): Promise<number>;
}

/** @param target called only if it is needed */
export async function storeOf(named: Place | undefined, target: () => Promise<Target>, { env }: CommandContext): Promise<Store> {
  if (named?.isDatabase) {
    const { exportPostgresJournal, postgresAddress, postgresEntriesOf, prunePostgresJournal, verifyPostgresJournal } = await postgres();
    const path = postgresAddress(named.place);
    const there = { url: named.place, target: await target() };
    return {
      path,
      entries: () => postgresEntriesOf(there),
      verify: () => verifyPostgresJournal(there),
      prune: (before) => prunePostgresJournal(there, before),
      export: (file) => exportPostgresJournal(there, file),
    };
  }
  const path = named?.place ?? journalPath(await target(), env);
  return {
    path,
    entries: () => entriesOf(path),
    verify: () => verifyJournal(path),
    prune: (before) => pruneJournal(path, before),
    export() {
      throw new UsageError(`--export is for a journal in PostgreSQL. This one is a file: ${path}`);
    },
  };
}
