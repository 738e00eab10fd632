import type { Authenticate, Secret } from "@aom-workflow/http";
import type { Project } from "@aom-workflow/types/iam";
import { CredentialsError } from "../credentials/credentials-error.ts";
import { callIam, iamOperations, peerOf } from "./call-iam.ts";
import { connectIam, type IamOptions } from "./iam-connection.ts";

/** Which project is looked for, and with what. */
export interface FindProjectIdOptions extends IamOptions {
  /** Any credentials: a token or an access key. */
  auth: string | Secret | Authenticate;
  /** Name of the project. Default: the region, whose default project is named like it. */
  projectName?: string | undefined;
  /** Ends the look-up at once. */
  signal?: AbortSignal | undefined;
}

/**
 * Looks up the id of a region's project. Never creates one.
 *
 * @returns the id, 32 characters.
 * @throws {CredentialsError} `project-not-found` or `project-ambiguous` unless exactly one enabled project has the name; the message
 *   lists the candidates. `login-refused`, `login-unreachable` or `unexpected-response` when IAM does not tell.
 *
 * Source: https://support.huaweicloud.com/api-iam/iam_06_0001.html
 */
export async function findProjectId(options: FindProjectIdOptions): Promise<string> {
  const name = options.projectName ?? options.region;
  if (name === undefined) {
    throw new CredentialsError("invalid-option", "The look-up of a project requires a `region` or a `projectName`; give one of them.", {
      source: "region",
    });
  }
  const connection = connectIam(options, options.auth);
  const { listProjectsOperation } = await iamOperations();
  const { data } = await callIam(
    connection,
    listProjectsOperation,
    { name },
    { purpose: "the look-up of the project", signal: options.signal },
  );
  return pickProject(Array.isArray(data.projects) ? data.projects : [], name, peerOf(connection));
}

/** The one enabled project of that name. */
function pickProject(projects: readonly Project[], name: string, source: string): string {
  const matches = projects.filter((project) => project.name === name && project.enabled !== false);
  const [match, second] = matches;
  if (match && !second) return match.id;
  const candidates = (second ? matches : projects).map(describe).join(", ") || "none";
  throw second
    ? new CredentialsError(
        "project-ambiguous",
        `${matches.length} projects are named ${name} (${candidates}); give the project id explicitly.`,
        { source },
      )
    : new CredentialsError(
        "project-not-found",
        `No enabled project is named ${name} (found: ${candidates}); give the project id explicitly.`,
        { source },
      );
}

function describe({ id, name, domain_id, enabled }: Project): string {
  return `${id} "${name}"${domain_id ? ` of account ${domain_id}` : ""}${enabled === false ? ", disabled" : ""}`;
}
