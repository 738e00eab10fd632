import { CredentialsError, isCredentialsError } from "@aom-workflow/auth";
import { type Client, type ClientOptions, createClient, isCallError, type Transport } from "@aom-workflow/client";
import type { Reader } from "@aom-workflow/client/executions";
import { callTransport } from "../../connection/call-transport.ts";
import { endpointOf } from "../../connection/endpoint.ts";
import { withinTimeLimit } from "../../connection/time-limit.ts";
import { nameRefused } from "../../credentials/credentials.ts";
import { type ReadyCredentials, readyCredentials } from "../../credentials/ready-credentials.ts";
import { marksFor } from "../../output/text/marks.ts";
import { UsageError } from "../../output/usage-error.ts";
import { missingSetting, needsProject } from "../../settings/resolve-settings.ts";
import type { Environment } from "../../surface/environment.ts";
import type { CommandContext } from "../context.ts";
import { type CallPlan, targetOf } from "./plan-call.ts";
import { callHooks, describeRefusal, noProgress, startProgress } from "./progress.ts";

/** A client that is ready to call, and the project that it calls for. */
export interface Session {
  readonly client: Client;
  readonly projectId: string | undefined;
  /** What the functions of the client's executions read with. */
  readonly reader: Reader;
  /** Stops drawing progress, because something else is drawn. */
  readonly quiet: () => void;
  /** Whether every list that was read is complete, as far as the client can tell. */
  readonly isWhole: () => boolean;
}

/**
 * Does work with a client: credentials are obtained and the project is looked up before.
 *
 * @param doing what is in progress, for a person at a terminal
 * @throws UsageError, CredentialsError, CallError
 */
export async function withClient<Result>(
  plan: CallPlan,
  context: CommandContext,
  doing: string,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const isDebug = plan.sources.options.debug === true;
  const draws = !isDebug && !context.json && context.terminal.canDraw;
  const progress = draws ? startProgress(context.terminal, marksFor(context.env), doing) : noProgress;
  const hooks = callHooks(context, progress, { isDebug, isReading: plan.operation.effect === "none" });
  try {
    return await withinTimeLimit(plan.sources, context.signal, async (signal, leftMs) => {
      const transport = await callTransport(plan.sources, { ...context, signal });
      const credentials = await readyCredentials(plan.credentials, { ...context, signal });
      const projectId = await projectOf(plan, credentials, transport, { ...context, signal });
      context.about(targetOf(plan, projectId));
      const client = await clientFor(plan, leftMs(), { auth: credentials.auth, projectId, hooks, transport }, context.env);
      const reader = { ...client, warn: hooks.onWarning };
      return work({ client, reader, projectId, quiet: () => progress.stop(), isWhole: hooks.isWhole });
    });
  } catch (error) {
    if (isDebug && isCallError(error) && error.retryRefusal) context.trace(describeRefusal(error.retryRefusal));
    await nameRefused(error, plan.credentials, context);
    throw error;
  } finally {
    progress.stop();
    hooks.end();
  }
}

/**
 * The client of a call, at the place and with the time limit that the settings have.
 *
 * @param deadline what is left of the limit, in milliseconds
 * @throws CredentialsError for a regions file that cannot be used
 */
export async function clientFor(
  { settings: { place, timeout } }: CallPlan,
  deadline: number | undefined,
  options: Pick<ClientOptions, "auth" | "projectId" | "hooks" | "transport">,
  env: Environment,
): Promise<Client> {
  return createClient({ ...place, endpoint: await endpointOf(place, env), ...options, timeout, deadline });
}

/** The project: what was named, what came with the credentials, else that of the region; nothing where the operation has none. */
async function projectOf(
  { operation, sources, settings }: CallPlan,
  credentials: ReadyCredentials,
  transport: Transport,
  { learned, signal }: Pick<CommandContext, "learned" | "signal">,
): Promise<string | undefined> {
  const known = settings.projectId ?? credentials.projectId ?? learned.projectId;
  if (known !== undefined || !needsProject(operation)) return known;
  if (settings.place.region === undefined) throw new UsageError(missingSetting("project"));
  const { lookUpProject } = await import("../../connection/iam.ts");
  learned.projectId = await lookUpProject(sources, credentials.auth, transport, signal).catch((error) => {
    throw withProjectHint(error);
  });
  return learned.projectId;
}

/** Who names the project needs no permission to list projects, nor IAM at all. Credentials that are refused are another matter. */
function withProjectHint(error: unknown): unknown {
  if (!isCredentialsError(error) || error.status === 401) return error;
  return new CredentialsError(error.code, `${error.message} With --project ID nothing is looked up.`, error);
}
