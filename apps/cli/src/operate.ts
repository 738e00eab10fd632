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
import { callHooks } from "./call-hooks.ts";
import { confirm } from "./confirm.ts";
import type { CommandContext } from "./context.ts";
import { debugFetch } from "./debug-fetch.ts";
import { describeCurl } from "./describe-curl.ts";
import { describeRequest } from "./describe-request.ts";
import { describeResult } from "./describe-result.ts";
import { flagForInput } from "./flags.ts";
import { layersOf } from "./layers.ts";
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
  const settings = resolveSettings(layersOf(options, env), operation, problemWith);
  const input = settings.input as unknown as OperationInput;
  const isShown = options.dryRun === true || options.curl === true;
  const warning = regionWarning(settings.place.region);
  if (warning) warn(warning);
  try {
    if (isShown) return await show(settings, options, context);
    await confirm(settings, options, context);
    const token = await tokenOf(settings, signal);
    const progress = startProgress(settings.input, options, context);
    try {
      const client = clientOf(settings, token, options, context, progress);
      return describeResult(settings.input, await client.operate(input, { signal }));
    } finally {
      progress.stop();
    }
  } catch (error) {
    throw isWorkflowError(error) && error.code === "invalid-input" ? usageErrorOf(error, settings) : error;
  }
}

/** The request that would be sent, as a message or as a command. A token that is given is read, to tell if it cannot be. */
async function show(settings: Settings, options: Options, context: CommandContext): Promise<Answer> {
  const token = settings.token && (await tokenOf(settings, context.signal));
  const client = clientOf(settings, token, options, context, noProgress);
  const request = showRequest(await client.dryRun(settings.input as unknown as OperationInput));
  return options.curl === true ? describeCurl(request, settings.timeout) : describeRequest(request, token !== undefined);
}

async function tokenOf({ token }: Settings, signal: AbortSignal): Promise<string> {
  if (token) return unlessAborted(readToken(token), signal);
  throw new UsageError(
    "There is no token. Put one into a file that only you can read and name it with --token-file, or set AOM_WORKFLOW_TOKEN.",
    "authentication",
  );
}

function clientOf(settings: Settings, token: string | undefined, options: Options, context: CommandContext, progress: Progress): Client {
  const { place, input, timeout } = settings;
  const debug = options.debug === true;
  return createClient({
    ...place,
    projectId: input.projectId ?? "",
    auth: token ?? ((request: Request) => request),
    timeout,
    deadline: timeout,
    hooks: callHooks(context, progress, debug),
    ...(debug && { fetch: debugFetch(globalThis.fetch, context.trace) }),
  });
}

function startProgress({ action = "", nodeId }: Settings["input"], { debug }: Options, { json, terminal }: CommandContext): Progress {
  return json || debug === true || !terminal.canDraw ? noProgress : showProgress(terminal, `${textOfAction(action).doing} node ${nodeId}`);
}

function usageErrorOf({ parameter, problem }: InvalidInputError, { labels }: Settings): UsageError {
  return new UsageError(`${labels[parameter] ?? flagForInput(parameter)} ${problem}.`);
}
