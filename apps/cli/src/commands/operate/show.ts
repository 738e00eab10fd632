import { loginExpired, type ReadyCredentials, readyCredentials } from "../../credentials/ready-credentials.ts";
import type { Report } from "../../output/report.ts";
import { isUsageError } from "../../output/usage-error.ts";
import { choose } from "../../settings/layers.ts";
import { missingProject, needsProject } from "../../settings/resolve-settings.ts";
import type { CallPlan } from "../call/call-plan.ts";
import { clientFor } from "../call/client-for.ts";
import type { CommandContext } from "../context.ts";
import { describeCurl } from "./describe-curl.ts";
import { describeRequest } from "./describe-request.ts";
import type { ShownRequest } from "./shown-request.ts";

/**
 * Shows the request that would be sent, as a message or as a command, with the credentials that would be used. Neither logs in nor looks
 * a project up. Where there are no credentials, that is told.
 *
 * @throws UsageError, CredentialsError where credentials are there but broken
 */
export async function show(plan: CallPlan, context: CommandContext): Promise<Report> {
  const { operation, settings, layers } = plan;
  const { auth, projectId, credentials } = await credentialsToShow(plan, context);
  const project = settings.projectId ?? projectId;
  if (project === undefined && needsProject(operation)) throw missingProject();
  const client = await clientFor(plan, undefined, { auth, projectId: project }, context.env);
  const shown = { request: await client.dryRun(operation, settings.input, { signal: context.signal }), credentials };
  return layers.options.curl === true
    ? describeCurl(shown, { timeout: settings.timeout, authority: choose("ca-file", layers).value })
    : describeRequest(shown);
}

async function credentialsToShow(
  { credentials }: CallPlan,
  context: CommandContext,
): Promise<ReadyCredentials & Pick<ShownRequest, "credentials">> {
  const { kind } = credentials;
  if (kind === "chain" && credentials.loginExpiredAt !== undefined) context.warn(loginExpired(credentials.loginExpiredAt));
  try {
    return { ...(await readyCredentials(credentials, context)), credentials: kind };
  } catch (error) {
    if (!(isUsageError(error) && error.code === "authentication")) throw error;
    context.warn("There are no credentials yet, and a call requires some. See: aom-workflow auth --help");
    return { auth: () => ({}), credentials: "none" };
  }
}
