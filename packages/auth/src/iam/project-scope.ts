import type { TokenRequest } from "@aom-workflow/types/iam";
import { checkId } from "../credentials/credential-checks.ts";
import { CredentialsError } from "../credentials/credentials-error.ts";

/** Which project a token is for. */
export interface ProjectScope {
  /** Id of the project. */
  projectId?: string | undefined;
  /** Name of the project, if its id is not given. Default: the region, whose default project is named like it. */
  projectName?: string | undefined;
}

/** The scope that regional services require. */
export function projectScope({ projectId, projectName }: ProjectScope, region: string | undefined): TokenRequest["auth"]["scope"] {
  const name = projectName ?? region;
  if (projectId !== undefined) return { project: { id: checkId(projectId, { what: "project id", source: "projectId" }) } };
  if (name !== undefined) return { project: { name } };
  throw new CredentialsError(
    "invalid-option",
    "The login requires `projectId`, `projectName` or `region`, since a token is for one project; give one of them.",
    { source: "projectId" },
  );
}
