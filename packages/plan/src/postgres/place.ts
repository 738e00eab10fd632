import { type OptionKinds, readOptions } from "@aom-workflow/client/internal";
import type { Target } from "../journal/action.ts";
import { PlanError } from "../journal/plan-error.ts";
import { targetIn } from "../node/state-folder.ts";
import type { Database, Query } from "./database.ts";

/** Which journal of which database. */
export interface PostgresPlace {
  /**
   * Such as `postgres://user@host:5432/database?sslmode=verify-full`. Default: by `PGHOST`, `PGUSER`, `PGDATABASE` and so on. The password
   * may be in it, in `PGPASSWORD`, or in the file that `PGPASSFILE` names. `sslmode=require`, `prefer` and `verify-ca` verify the server as `verify-full`
   * does, unless `uselibpqcompat=true` is in the address.
   */
  readonly url?: string | undefined;
  readonly target: Target;
}

export const placeKinds: OptionKinds<PostgresPlace> = { url: "value", target: "value" };

/** Checks a place. @throws InvalidInputError for an unknown or unusable option */
export function placeIn(given: PostgresPlace): PostgresPlace {
  const { url, target } = readOptions(given, placeKinds);
  return { url, target: targetIn(target) };
}

/** The application name of a session's connections. */
export function applicationOf(session: string): string {
  return `aom-workflow ${session}`;
}

/** @param target as {@link placeIn} gives it @throws PlanError if it has none */
export async function journalId({ name }: Database, query: Query, target: Target): Promise<string> {
  const { endpoint, projectId } = target;
  const [row] = await query("select id from aom_workflow.journal where endpoint = $1 and project_id = $2", [endpoint, projectId]);
  if (row !== undefined) return String(row.id);
  throw new PlanError(
    "other-journal",
    `There is no journal for project ${projectId} at ${endpoint} in ${name}. Without it, what was done is unknown.`,
  );
}
