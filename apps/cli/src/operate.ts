import { AbortedError, createClient, type Hooks, type OperationInput, problemWith, showRequest } from "@aom-workflow/client";
import type { Operation } from "@aom-workflow/types";
import type { Answer } from "./answer.ts";
import { describeRequest } from "./describe-request.ts";
import { describeResult } from "./describe-result.ts";
import type { Environment } from "./environment.ts";
import type { Options } from "./program.ts";
import { readToken } from "./read-token.ts";
import { resolveSettings } from "./settings.ts";
import { UsageError } from "./usage-error.ts";

/** What a call gets from outside. */
export interface CallContext {
  readonly env: Environment;
  readonly signal: AbortSignal;
  readonly hooks: Hooks;
}

/** Does what the options say, once. @throws UsageError, CallError */
export async function operate(options: Options, operation: Operation, { env, signal, hooks }: CallContext): Promise<Answer> {
  const { input, token: source, timeout, dryRun, ...place } = resolveSettings(options, env, operation, problemWith);
  if (!source && !dryRun) {
    throw new UsageError(
      "There is no token. Put one into a file that only you can read and name it with --token-file, or set AOM_WORKFLOW_TOKEN.",
      "authentication",
    );
  }
  const token = source && (await unlessAborted(readToken(source), signal));
  const client = createClient({
    ...place,
    projectId: input.projectId ?? "",
    auth: token ?? ((request) => request),
    timeout,
    deadline: timeout,
    hooks,
  });
  const operationInput = input as unknown as OperationInput;
  if (dryRun) return describeRequest(showRequest(await client.dryRun(operationInput)), token !== undefined);
  return describeResult(input, await client.operate(operationInput, { signal }));
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
