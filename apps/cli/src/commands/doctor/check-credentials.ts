import { isCredentialsError } from "@aom-workflow/auth";
import type { Transport } from "@aom-workflow/client";
import { iamEndpointOf } from "../../connection/endpoint.ts";
import { lookUpProject } from "../../connection/iam.ts";
import { describeCredentials } from "../../credentials/credentials.ts";
import { chooseCredentials, type ReadyCredentials, readyCredentials } from "../../credentials/ready-credentials.ts";
import { describeError } from "../../output/describe-error.ts";
import { isUsageError } from "../../output/usage-error.ts";
import { lookUp, type SettingSources } from "../../settings/setting-sources.ts";
import type { CommandContext } from "../context.ts";
import { type Finding, fail, pass } from "./finding.ts";

/** Are there credentials, and is the project known? */
export async function checkCredentials(
  sources: SettingSources,
  transport: Transport,
  context: CommandContext,
): Promise<readonly Finding[]> {
  try {
    const credentials = await chooseCredentials(sources);
    const ready = await readyCredentials(credentials, context);
    const what = await describeCredentials(credentials, context.signal);
    const found = pass("credentials", `${what}; aom-workflow auth status --check tries them`);
    return [found, await checkProject(sources, ready, transport, context)];
  } catch (error) {
    return [failure("credentials", error)];
  }
}

async function checkProject(
  sources: SettingSources,
  ready: ReadyCredentials,
  transport: Transport,
  { signal }: CommandContext,
): Promise<Finding> {
  const project = lookUp("project", sources).value ?? ready.projectId;
  if (project !== undefined) return pass("project", project);
  try {
    if (lookUp("region", sources).value === undefined || iamEndpointOf(sources) === undefined) {
      const remedy = "Run: aom-workflow config set project ID, or name the region, whose project is looked up then.";
      return fail("project", "none is named, and without a region none can be looked up", remedy, "invalid-input");
    }
    return pass("project", `${await lookUpProject(sources, ready.auth, transport, signal)}, looked up in the region`);
  } catch (error) {
    return failure("project", error);
  }
}

/** What a call would say and end with. */
function failure(name: string, error: unknown): Finding {
  const { document, exitCode } = describeError(error, { started: false });
  const { code, retryable = false } = (document as { readonly error: { readonly code: string; readonly retryable?: boolean } }).error;
  const message = isUsageError(error) ? error.problems.join(" ") : (error as Error).message;
  return fail(name, message, remedyOf(error, name), { code, exitCode, retryable });
}

function remedyOf(error: unknown, name: string): string {
  if (isUsageError(error) && error.remedy !== undefined) return error.remedy;
  const code = isCredentialsError(error) ? error.code : undefined;
  if (code === "login-unreachable") return "Check network and proxy; IAM has another address with --iam-endpoint.";
  if (code === "project-not-found" || code === "project-ambiguous" || name === "project") return "Name the project: --project ID.";
  return "See: aom-workflow help credentials";
}
