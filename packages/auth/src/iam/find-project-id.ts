import type { Authenticate, Secret } from "@aom-workflow/http";
import { longest, serverText } from "@aom-workflow/http/internal";
import type { Project } from "@aom-workflow/types/iam";
import { isId } from "../credentials/credential-checks.ts";
import { CredentialsError } from "../credentials/credentials-error.ts";
import { optionsOf } from "../credentials/read-options.ts";
import { callIam, iamOperations, nameOfIam, unusable } from "./call-iam.ts";
import { connectIam, type IamOptions, iamKinds } from "./iam-connection.ts";

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
 *   lists up to ten candidates. `login-refused`, `login-unreachable` or `unexpected-response` when IAM does not say.
 *
 * Source: https://support.huaweicloud.com/api-iam/iam_06_0001.html
 */
export async function findProjectId(given: FindProjectIdOptions): Promise<string> {
  const options = optionsOf(given, { ...iamKinds, auth: "value", projectName: "value", signal: "value" });
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
  if (!Array.isArray(data.projects)) throw unusable(connection, "the look-up of the project", "that is not a list of projects");
  const id = pickProject(data.projects.filter(isNamed), name, nameOfIam(connection));
  if (!isId(id)) throw unusable(connection, "the look-up of the project", "with a project id that cannot be one");
  return id;
}

/** Where a response may contain anything, so may a list. */
function isNamed(project: unknown): project is Named {
  return typeof (project as Partial<Project> | null | undefined)?.name === "string";
}

type Named = Pick<Project, "name"> & { readonly [Property in keyof Project]?: unknown };

/** The id of the one enabled project of that name. */
function pickProject(projects: readonly Named[], name: string, source: string): unknown {
  const matches = projects.filter((project) => project.name === name && project.enabled !== false);
  const [match, second] = matches;
  if (match && !second) return match.id;
  const candidates = listOf(second ? matches : projects);
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

/** A sentence should not list more than these. */
const mostNamed = 10;

function listOf(projects: readonly Named[]): string {
  const rest = projects.length - mostNamed;
  return [...projects.slice(0, mostNamed).map(describe), ...(rest > 0 ? [`and ${rest} more`] : [])].join(", ") || "none";
}

function describe({ id, name, domain_id: account, enabled }: Named): string {
  const shown = (value: unknown) => serverText(typeof value === "string" ? value : "?", longest.errorCode);
  return `${shown(id)} "${shown(name)}"${account ? ` of account ${shown(account)}` : ""}${enabled === false ? ", disabled" : ""}`;
}
