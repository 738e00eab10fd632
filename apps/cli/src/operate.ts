import {
  type Client,
  type ClientOptions,
  createClient,
  type InvalidInputError,
  isWorkflowError,
  type OperationInput,
  problemWith,
  showRequest,
  warningAbout,
} from "@aom-workflow/client";
import { textOfAction } from "./actions.ts";
import type { Answer } from "./answer.ts";
import { callFetch } from "./call-fetch.ts";
import { callHooks } from "./call-hooks.ts";
import { confirm } from "./confirm.ts";
import type { CommandContext } from "./context.ts";
import { chooseCredentials, readyCredentials } from "./credentials/credentials.ts";
import { lookUpProject } from "./credentials/iam.ts";
import { describeCurl } from "./describe-curl.ts";
import { describeRequest } from "./describe-request.ts";
import { describeResult } from "./describe-result.ts";
import { endpointOverride } from "./endpoint-override.ts";
import { flagForInput } from "./flags.ts";
import { type Layers, layersOf } from "./layers.ts";
import type { Options } from "./program.ts";
import { noProgress, type Progress, startProgress as showProgress } from "./progress.ts";
import { resolveSettings, type Settings } from "./settings.ts";
import { unlessAborted } from "./unless-aborted.ts";
import { UsageError } from "./usage-error.ts";

/** Does what the options say, once. @throws UsageError, CredentialsError, CallError */
export async function operate(options: Options, context: CommandContext): Promise<Answer> {
  const { env, operation, signal, trace, warn } = context;
  const layers = layersOf(options, env);
  const isShown = options.dryRun === true || options.curl === true;
  const settings = resolveSettings(layers, operation, problemWith, { canLookUpProject: !isShown });
  const warning = warningAbout(settings.place);
  if (warning) warn(warning.message);
  try {
    if (isShown) return await show(settings, layers, context);
    await confirm(settings, options, context);
    const progress = startProgress(settings.input, options, context);
    try {
      const { auth, projectId } = await readyCredentials(await chooseCredentials(layers), signal);
      const project = settings.input.projectId ?? projectId ?? (await unlessAborted(lookUpProject(layers, auth, trace), signal));
      const input = { ...settings.input, projectId: project };
      const client = await clientOf(settings, { auth, projectId: project }, layers, context, progress);
      return describeResult(input, await client.operate(input as unknown as OperationInput, { signal }));
    } finally {
      progress.stop();
    }
  } catch (error) {
    throw isWorkflowError(error) && error.code === "invalid-input" ? usageErrorOf(error, settings) : error;
  }
}

/** The request that would be sent, as a message or as a command. A token that is given is read, to tell if it cannot be. */
async function show(settings: Settings, layers: Layers, context: CommandContext): Promise<Answer> {
  const credentials = settings.token && (await readyCredentials({ kind: "token", source: settings.token }, context.signal));
  const projectId = settings.input.projectId ?? "";
  const auth = credentials?.auth ?? ((request: Request) => request);
  const client = await clientOf(settings, { auth, projectId }, layers, context, noProgress);
  const request = showRequest(await client.dryRun(settings.input as unknown as OperationInput));
  return layers.options.curl === true ? describeCurl(request, settings.timeout) : describeRequest(request, credentials !== undefined);
}

async function clientOf(
  { place, timeout }: Settings,
  project: Pick<ClientOptions, "auth" | "projectId">,
  layers: Layers,
  context: CommandContext,
  progress: Progress,
): Promise<Client> {
  const hooks = callHooks(context, progress, layers.options.debug === true);
  const endpoint = place.endpoint ?? (await endpointOverride(place.region, context.env));
  return createClient({ ...place, endpoint, ...project, timeout, deadline: timeout, hooks, fetch: callFetch(layers, context.trace) });
}

function startProgress({ action = "", nodeId }: Settings["input"], { debug }: Options, { json, terminal }: CommandContext): Progress {
  return json || debug === true || !terminal.canDraw ? noProgress : showProgress(terminal, `${textOfAction(action).doing} node ${nodeId}`);
}

function usageErrorOf({ parameter, problem }: InvalidInputError, { labels }: Settings): UsageError {
  return new UsageError(`${labels[parameter] ?? flagForInput(parameter)} ${problem}.`);
}
