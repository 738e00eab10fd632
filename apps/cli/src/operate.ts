import {
  type Client,
  createClient,
  type InvalidInputError,
  isWorkflowError,
  type OperationInput,
  problemWith,
  showRequest,
} from "@aom-workflow/client";
import { textOfAction } from "./actions.ts";
import type { Answer } from "./answer.ts";
import { callFetch } from "./call-fetch.ts";
import { callHooks } from "./call-hooks.ts";
import { confirm } from "./confirm.ts";
import type { CommandContext } from "./context.ts";
import { describeCurl } from "./describe-curl.ts";
import { describeRequest } from "./describe-request.ts";
import { describeResult } from "./describe-result.ts";
import { flagForInput } from "./flags.ts";
import { type Layers, layersOf } from "./layers.ts";
import type { Options } from "./program.ts";
import { noProgress, type Progress, startProgress as showProgress } from "./progress.ts";
import { readToken } from "./read-token.ts";
import { resolveSettings, type Settings } from "./settings.ts";
import { unlessAborted } from "./unless-aborted.ts";
import { UsageError } from "./usage-error.ts";
import { regionWarning } from "./warn-region.ts";

/** Does what the options say, once. @throws UsageError, CallError */
export async function operate(options: Options, context: CommandContext): Promise<Answer> {
  const { env, operation, signal, warn } = context;
  const layers = layersOf(options, env);
  const settings = resolveSettings(layers, operation, problemWith);
  const input = settings.input as unknown as OperationInput;
  const isShown = options.dryRun === true || options.curl === true;
  const warning = regionWarning(settings.place.region);
  if (warning) warn(warning);
  try {
    if (isShown) return await show(settings, layers, context);
    await confirm(settings, options, context);
    const token = await tokenOf(settings, signal);
    const progress = startProgress(settings.input, options, context);
    try {
      const client = clientOf(settings, token, layers, context, progress);
      return describeResult(settings.input, await client.operate(input, { signal }));
    } finally {
      progress.stop();
    }
  } catch (error) {
    throw isWorkflowError(error) && error.code === "invalid-input" ? usageErrorOf(error, settings) : error;
  }
}

/** The request that would be sent, as a message or as a command. A token that is given is read, to tell if it cannot be. */
async function show(settings: Settings, layers: Layers, context: CommandContext): Promise<Answer> {
  const token = settings.token && (await tokenOf(settings, context.signal));
  const client = clientOf(settings, token, layers, context, noProgress);
  const request = showRequest(await client.dryRun(settings.input as unknown as OperationInput));
  return layers.options.curl === true ? describeCurl(request, settings.timeout) : describeRequest(request, token !== undefined);
}

async function tokenOf({ token }: Settings, signal: AbortSignal): Promise<string> {
  if (token) return unlessAborted(readToken(token), signal);
  throw new UsageError(
    "There is no token. Put one into a file that only you can read and name it with --token-file, or set AOM_WORKFLOW_TOKEN.",
    "authentication",
  );
}

function clientOf(settings: Settings, token: string | undefined, layers: Layers, context: CommandContext, progress: Progress): Client {
  const { place, input, timeout } = settings;
  return createClient({
    ...place,
    projectId: input.projectId ?? "",
    auth: token ?? ((request: Request) => request),
    timeout,
    deadline: timeout,
    hooks: callHooks(context, progress, layers.options.debug === true),
    fetch: callFetch(layers, context.trace),
  });
}

function startProgress({ action = "", nodeId }: Settings["input"], { debug }: Options, { json, terminal }: CommandContext): Progress {
  return json || debug === true || !terminal.canDraw ? noProgress : showProgress(terminal, `${textOfAction(action).doing} node ${nodeId}`);
}

function usageErrorOf({ parameter, problem }: InvalidInputError, { labels }: Settings): UsageError {
  return new UsageError(`${labels[parameter] ?? flagForInput(parameter)} ${problem}.`);
}
