import { PlanError } from "../journal/plan-error.ts";
import { type Database, databaseAt, unusable } from "./database.ts";
import { migrate, schemaVersion } from "./schema.ts";

/** The version of the tables before and now; 0 if there were none. */
export interface Migrated {
  readonly before: number;
  readonly now: number;
}

/**
 * Creates or updates the tables of journals in a database, in a schema named `aom_workflow`. That needs the privilege to create them; a journal
 * only reads and writes them.
 *
 * @param url as in `openPostgresJournal`
 * @throws PlanError if the database cannot be reached or written, or its tables are of a newer version
 */
export async function migratePostgresJournal(url?: string): Promise<Migrated> {
  const database = databaseAt(url);
  try {
    return { before: await migrate(database), now: schemaVersion };
  } catch (error) {
    throw withoutRight(database, error) ?? unusable(database, error);
  } finally {
    await database.close();
  }
}

function withoutRight({ name }: Database, error: unknown): PlanError | undefined {
  const { code, message } = Object(error) as { readonly code?: unknown; readonly message?: string };
  if (code !== "42501") return undefined;
  const need = message?.includes("for database")
    ? "To create the tables, the user needs the privilege CREATE on the database."
    : "To update the tables, the user needs to own them.";
  return new PlanError("invalid-journal", `The journal in ${name} cannot be used: ${message}. ${need}`, { cause: error });
}
