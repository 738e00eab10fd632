import { UsageError } from "../output/usage-error.ts";
import type { Credentials } from "./credentials.ts";

/** A login is for one project; a call of another would be refused. @throws UsageError before anything is sent */
export function checkProject(credentials: Credentials, projectId: string | undefined): void {
  if (credentials.kind !== "login") return;
  const { projectId: own } = credentials.token;
  if (own === undefined || projectId === undefined || own === projectId) return;
  throw new UsageError(
    `The login is for the project ${own}, not for ${projectId}; log in for it: aom-workflow auth login --project ${projectId}`,
    {
      code: "authentication",
    },
  );
}
