export { postgresAddress } from "./database.ts";
export { exportPostgresJournal, postgresEntriesOf, verifyPostgresJournal } from "./inspect-postgres-journal.ts";
export { type Migrated, migratePostgresJournal } from "./migrate-postgres-journal.ts";
export { type OpenPostgresJournalOptions, openPostgresJournal, type PostgresJournal } from "./open-postgres-journal.ts";
export type { PostgresPlace } from "./place.ts";
export { prunePostgresJournal } from "./prune-postgres-journal.ts";
