import { type Client, StateError } from "@aom-workflow/client";
import { type ExecutionState, readBefore, refusalOf } from "@aom-workflow/client/executions";
import { loginExpired, type ReadyCredentials, readyCredentials } from "../../credentials/ready-credentials.ts";
import type { Report } from "../../output/report.ts";
import { isUsageError, UsageError } from "../../output/usage-error.ts";
import { missingSetting, needsProject } from "../../settings/resolve-settings.ts";
import { lookUp } from "../../settings/setting-sources.ts";
import { commandWord } from "../../surface/action-words.ts";
import { type CallPlan, checksState } from "../call/plan-call.ts";
import { clientFor, withClient } from "../call/with-client.ts";
import type { CommandContext } from "../context.ts";
import { describeCurl, describeRequest, type ShownRequest } from "./describe-request.ts";
import { doubtBefore } from "./doubt-before.ts";

/**
 * Shows the request that would be sent, as a message or as a command, with the credentials that would be used. An action is shown only where
 * the state of the execution allows it, which is read first unless `--no-check` declines that, a curl command is wanted, or there are no
 * credentials. Otherwise neither logs in nor looks a project up.
 *
 * @throws UsageError, CredentialsError where credentials are there but broken
 * @throws StateError where the action would not be sent
 */
export async function show(plan: CallPlan, context: CommandContext): Promise<Report> {
  const { operation, settings, sources } = plan;
  const isCurl = sources.options["dry-run"] === "curl";
  const { auth, projectId, credentials } = await credentialsToShow(plan, context);
  const isChecked = checksState(plan) && !isCurl && credentials !== "none";
  const state = isChecked
    ? await withClient(plan, context, "Reading", ({ client }) => requireState(client, plan, context.signal))
    : undefined;
  const project = settings.projectId ?? projectId;
  const doubt = await doubtBefore(plan, { projectId: project, state, mayRead: false }, context);
  if (doubt !== undefined) context.warn(doubt);
  if (project === undefined && needsProject(operation)) throw new UsageError(missingSetting("project"));
  const client = await clientFor(plan, undefined, { auth, projectId: project }, context.env);
  const shown = { request: await client.dryRun(operation, settings.input, { signal: context.signal }), credentials };
  return isCurl ? describeCurl(shown, settings.timeout, lookUp("ca-file", sources).value) : describeRequest(shown, isChecked);
}

/** @throws StateError unless the state allows the action, or is not certain */
async function requireState(client: Client, plan: CallPlan, signal: AbortSignal): Promise<ExecutionState> {
  const { workflowId, executionId, nodeId } = plan.settings.input as Readonly<Record<string, string>>;
  const state = await readBefore(client, { workflowId: workflowId ?? "", executionId: executionId ?? "" }, { signal });
  const refusal = refusalOf({ action: commandWord(plan.operation), nodeId }, state);
  if (refusal !== undefined) throw new StateError(refusal);
  return state;
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
    context.warn("No credentials found; a real call needs them. See: aom-workflow auth --help");
    return { auth: () => ({}), credentials: "none" };
  }
}
