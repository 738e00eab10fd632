import type { Target } from "../journal/action.ts";
import { PlanError } from "../journal/plan-error.ts";
import { canonical } from "../node/state-folder.ts";
import type { Database, Query } from "./database.ts";

/** Which journal of which database. */
export interface PostgresPlace {
  /**
   * Such as `postgres://user@host:5432/database?sslmode=verify-full`. Default: by `PGHOST`, `PGUSER`, `PGDATABASE` and so on. The password
   * may be in it, in `PGPASSWORD`, or in the file that `PGPASSFILE` names.
   */
  readonly url?: string | undefined;
  readonly target: Target;
}

/** What the server calls the connections of a session. */
export function applicationOf(session: string): string {
  return `aom-workflow ${session}`;
}

/** @throws PlanError where the target has none */
export async function journalId({ name }: Database, query: Query, target: Target): Promise<string> {
  const { endpoint, projectId } = canonical(target);
  const [row] = await query("select id from aom_workflow.journal where endpoint = $1 and project_id = $2", [endpoint, projectId]);
  if (row !== undefined) return String(row.id);
  throw new PlanError(
    "other-journal",
    `There is no journal for project ${projectId} at ${endpoint} in ${name}. Without it nobody knows what was done.`,
  );
}
