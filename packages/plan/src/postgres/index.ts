export { migratePostgresJournal } from "./migrate-postgres-journal.ts";
export {
  type OpenPostgresJournalOptions,
  openPostgresJournal,
  type PostgresJournal,
  type PostgresPlace,
} from "./open-postgres-journal.ts";
