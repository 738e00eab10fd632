import {
  type Client,
  createClient,
  type InvalidInputError,
  isWorkflowError,
  type OperationInput,
  problemWith,
  showRequest,
} from "@aom-workflow/client";
import type { Answer } from "./answer.ts";
import type { CommandContext } from "./context.ts";
import { describeRequest } from "./describe-request.ts";
import { describeResult } from "./describe-result.ts";
import { describeRetry } from "./describe-retry.ts";
import { flagForInput } from "./flags.ts";
import { layersOf } from "./layers.ts";
import type { Options } from "./program.ts";
import { readToken } from "./read-token.ts";
import { resolveSettings, type Settings } from "./settings.ts";
import { unlessAborted } from "./unless-aborted.ts";
import { UsageError } from "./usage-error.ts";

/** Does what the options say, once. @throws UsageError, CallError */
export async function operate(options: Options, context: CommandContext): Promise<Answer> {
  const { env, operation, signal } = context;
  const settings = resolveSettings(layersOf(options, env), operation, problemWith);
  const dryRun = options.dryRun === true;
  const token = await tokenOf(settings, dryRun, signal);
  const input = settings.input as unknown as OperationInput;
  try {
    const client = clientOf(settings, token, context);
    if (dryRun) return describeRequest(showRequest(await client.dryRun(input)), token !== undefined);
    return describeResult(settings.input, await client.operate(input, { signal }));
  } catch (error) {
    throw isWorkflowError(error) && error.code === "invalid-input" ? usageErrorOf(error, settings) : error;
  }
}

async function tokenOf({ token }: Settings, dryRun: boolean, signal: AbortSignal): Promise<string | undefined> {
  if (token) return unlessAborted(readToken(token), signal);
  if (dryRun) return undefined;
  throw new UsageError(
    "There is no token. Put one into a file that only you can read and name it with --token-file, or set AOM_WORKFLOW_TOKEN.",
    "authentication",
  );
}

function clientOf({ place, input, timeout }: Settings, token: string | undefined, { starting, tell }: CommandContext): Client {
  const auth = token ?? ((request: Request) => request);
  const hooks = { onAttemptStart: starting, onRetry: (retry: Parameters<typeof describeRetry>[0]) => tell(describeRetry(retry)) };
  return createClient({ ...place, projectId: input.projectId ?? "", auth, timeout, deadline: timeout, hooks });
}

function usageErrorOf({ parameter, problem }: InvalidInputError, { labels }: Settings): UsageError {
  return new UsageError(`${labels[parameter] ?? flagForInput(parameter)} ${problem}.`);
}
