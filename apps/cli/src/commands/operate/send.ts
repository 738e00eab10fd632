import { isAomError, type Transport } from "@aom-workflow/client";
import { callTransport } from "../../connection/call-transport.ts";
import { startTimeLimit } from "../../connection/time-limit.ts";
import { type ReadyCredentials, readyCredentials } from "../../credentials/ready-credentials.ts";
import { marksFor } from "../../output/marks.ts";
import type { Report } from "../../output/report.ts";
import { missingProject, needsProject } from "../../settings/resolve-settings.ts";
import { actionWords } from "../../surface/action-words.ts";
import type { CommandContext } from "../context.ts";
import { callHooks } from "./call-hooks.ts";
import { actionOf, type CallPlan, subjectsOf } from "./call-plan.ts";
import { clientFor } from "./client-for.ts";
import { describeResult } from "./describe-result.ts";
import { describeRefusal } from "./describe-retry.ts";
import { noProgress, type Progress, startProgress } from "./progress.ts";
import { targetOf } from "./target.ts";

/** Sends the operation and says what became of it. @throws UsageError, CredentialsError, AomError */
export async function send(plan: CallPlan, context: CommandContext): Promise<Report> {
  const isDebug = plan.layers.options.debug === true;
  const progress = isDebug ? noProgress : progressOf(plan, context);
  const transport = callTransport(plan.layers, context.trace);
  const limit = startTimeLimit(plan.layers, context.signal);
  try {
    const credentials = await readyCredentials(plan.credentials, { ...context, signal: limit.signal });
    const projectId = await projectOf(plan, credentials, transport, limit.signal);
    context.about(targetOf(plan, projectId));
    const hooks = callHooks(context, progress, isDebug);
    const client = await clientFor(plan, limit.remainingMs(), { auth: credentials.auth, projectId, hooks, transport }, context.env);
    const result = await client.call(plan.operation, plan.settings.input, { signal: context.signal });
    if (!result.ok) throw result.error;
    return describeResult(plan, projectId, result);
  } catch (error) {
    if (isDebug && isAomError(error) && error.retryRefusal) context.trace(describeRefusal(error.retryRefusal));
    if (plan.credentials.kind === "login" && isAomError(error) && error.status === 401) {
      context.warn("The saved login was refused; log in again: aom-workflow auth login");
    }
    throw error;
  } finally {
    limit.stop();
    progress.stop();
    transport.close?.();
  }
}

/** The project: what was named, what came with the credentials, else that of the region; nothing where the operation has none. */
async function projectOf(
  { operation, layers, settings }: CallPlan,
  credentials: ReadyCredentials,
  transport: Transport,
  signal: AbortSignal,
): Promise<string | undefined> {
  const known = settings.projectId ?? credentials.projectId;
  if (known !== undefined || !needsProject(operation)) return known;
  if (settings.place.region === undefined) throw missingProject();
  const { lookUpProject } = await import("../../connection/iam.ts");
  return lookUpProject(layers, credentials.auth, transport, signal);
}

function progressOf(plan: CallPlan, { env, json, terminal }: CommandContext): Progress {
  if (json || !terminal.canDraw) return noProgress;
  return startProgress(terminal, marksFor(env), `${actionWords(actionOf(plan)).doing} ${subjectsOf(plan)[0]}`);
}
