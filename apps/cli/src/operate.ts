import {
  AbortedError,
  type Client,
  createClient,
  type Hooks,
  type InvalidInputError,
  isWorkflowError,
  type OperationInput,
  problemWith,
  showRequest,
} from "@aom-workflow/client";
import type { Operation } from "@aom-workflow/types";
import type { Answer } from "./answer.ts";
import { describeRequest } from "./describe-request.ts";
import { describeResult } from "./describe-result.ts";
import type { Environment } from "./environment.ts";
import { flagForInput } from "./flags.ts";
import type { Options } from "./program.ts";
import { readToken } from "./read-token.ts";
import { resolveSettings, type Settings } from "./settings.ts";
import { UsageError } from "./usage-error.ts";

/** What a call gets from outside. */
export interface CallContext {
  readonly env: Environment;
  readonly signal: AbortSignal;
  readonly hooks: Hooks;
}

/** Does what the options say, once. @throws UsageError, CallError */
export async function operate(options: Options, operation: Operation, { env, signal, hooks }: CallContext): Promise<Answer> {
  const settings = resolveSettings(options, env, operation, problemWith);
  const token = await tokenOf(settings, signal);
  const input = settings.input as unknown as OperationInput;
  try {
    const client = clientOf(settings, token, hooks);
    if (settings.dryRun) return describeRequest(showRequest(await client.dryRun(input)), token !== undefined);
    return describeResult(settings.input, await client.operate(input, { signal }));
  } catch (error) {
    throw isWorkflowError(error) && error.code === "invalid-input" ? usageErrorOf(error, settings) : error;
  }
}

async function tokenOf({ token, dryRun }: Settings, signal: AbortSignal): Promise<string | undefined> {
  if (token) return unlessAborted(readToken(token), signal);
  if (dryRun) return undefined;
  throw new UsageError(
    "There is no token. Put one into a file that only you can read and name it with --token-file, or set AOM_WORKFLOW_TOKEN.",
    "authentication",
  );
}

function clientOf({ place, input, timeout }: Settings, token: string | undefined, hooks: Hooks): Client {
  const auth = token ?? ((request: Request) => request);
  return createClient({ ...place, projectId: input.projectId ?? "", auth, timeout, deadline: timeout, hooks });
}

function usageErrorOf({ parameter, problem }: InvalidInputError, { labels }: Settings): UsageError {
  return new UsageError(`${labels[parameter] ?? flagForInput(parameter)} ${problem}.`);
}

/** Waiting for a token – at a pipe that nobody writes to – must end with Ctrl-C as well. */
function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new AbortedError("Interrupted. Nothing was sent.", { outcome: "not-sent", attempts: 0, retryable: true }));
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject);
  });
}
