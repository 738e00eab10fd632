import { operations, type WorkflowOperationAction } from "@aom-workflow/types";
import { watchConnectErrors } from "#connect-errors";
import { requestBuilder } from "./api.ts";
import { authenticateWith } from "./authenticate.ts";
import { guardSecrets } from "./dry-run.ts";
import { resolveEndpoint, warningAbout } from "./endpoint.ts";
import { errorOf } from "./error-of.ts";
import { isWorkflowError } from "./errors.ts";
import { tell } from "./hooks.ts";
import { checkProjectId, type NodeOfRun, type OperationInput, operation, operationParameters } from "./operation-parameters.ts";
import { type CallOptions, type ClientOptions, resolveLimits, resolveRetry } from "./options.ts";
import { failedWith, type OperationResult, type SafeResult } from "./result.ts";
import { type CallEnd, type CallSettings, runAttempts } from "./run-attempts.ts";

/** Moves stopped runs on. Every method may be called on its own, without the client before the dot. */
export interface Client extends Methods<OperationResult> {
  /** The same methods, which never throw but return a union told apart by `ok` and `status`. */
  readonly safe: Methods<SafeResult>;
  /**
   * Builds the exact request that a call would send, credentials included, and sends nothing. Printing it shows no secret.
   *
   * @throws InvalidInputError, AuthenticationError
   */
  dryRun(input: OperationInput): Promise<Request>;
}

/**
 * The operation in its forms. Each resolves when the service says that it moved the run on; it does not wait for the node to finish.
 * Nothing that may have been applied is sent again by itself.
 *
 * @throws InvalidInputError for an argument that is not usable – nothing was sent;
 * every other {@link CallError} says in `outcome` whether the operation may have been applied.
 * @see https://support.huaweicloud.com/api-aom/StartPausingWorkflowExecutions.html
 */
export interface Methods<Result> {
  /** Runs the failed node again. */
  restart(node: NodeOfRun, options?: CallOptions): Promise<Result>;
  /** Passes over the failed node to the next one; what it should have done stays undone. */
  skip(node: NodeOfRun, options?: CallOptions): Promise<Result>;
  /** Goes through a pause node to the next one. */
  continue(node: NodeOfRun, options?: CallOptions): Promise<Result>;
  /** Does what `action` says. */
  operate(input: OperationInput, options?: CallOptions): Promise<Result>;
}

/**
 * Makes a client for one project at one endpoint. It keeps no connection open and may live as long as the process.
 *
 * @example
 * const aom = createClient({ region: "cn-north-4", projectId, auth: token });
 * await aom.restart({ workflowId, executionId, nodeId: "run-script" });
 *
 * @throws InvalidInputError for an option that is not usable.
 */
export function createClient(options: ClientOptions): Client {
  watchConnectErrors();
  const build = requestBuilder(resolveEndpoint(options));
  const authenticate = authenticateWith(options.auth);
  checkProjectId(options.projectId);
  resolveLimits(options);
  const warning = warningAbout(options);
  if (warning) tell(options.hooks?.onWarning, warning);
  resolveRetry(operations[operation].retry, options.retry);

  function requestOf(input: OperationInput): Promise<Request> {
    return build(operation, operationParameters(options.projectId, input));
  }

  async function call(input: OperationInput, callOptions: CallOptions = {}): Promise<CallEnd> {
    try {
      const settings: CallSettings = {
        operation,
        authenticate,
        fetch: options.fetch ?? globalThis.fetch,
        hooks: options.hooks ?? {},
        retry: resolveRetry(operations[operation].retry, options.retry, callOptions.retry),
        ...resolveLimits(options, callOptions),
        signal: callOptions.signal,
        acceptDoubleExecution: callOptions.acceptDoubleExecution === true,
      };
      return await runAttempts(await requestOf(input), settings);
    } catch (error) {
      if (isWorkflowError(error)) return { ok: false, error };
      throw error;
    }
  }

  return {
    ...methods(async (input, callOptions) => {
      const end = await call(input, callOptions);
      if (end.ok) return resultOf(end);
      throw end.error;
    }),
    safe: methods(async (input, callOptions) => {
      const end = await call(input, callOptions);
      return end.ok ? { ok: true, ...resultOf(end) } : failedWith(end.error);
    }),
    async dryRun(input) {
      const request = await requestOf(input);
      try {
        return guardSecrets(await authenticate(request));
      } catch (cause) {
        throw errorOf({ code: "authentication", outcome: "not-sent", cause }, { outcome: "not-sent", attempts: 0, retryable: false });
      }
    },
  };
}

function methods<Result>(operate: Methods<Result>["operate"]): Methods<Result> {
  const withAction = (action: WorkflowOperationAction) => (node: NodeOfRun, options?: CallOptions) => operate({ ...node, action }, options);
  return { operate, restart: withAction("restart"), skip: withAction("skip"), continue: withAction("continue") };
}

function resultOf(end: CallEnd & { ok: true }): OperationResult {
  return { outcome: "applied", status: 200, result: end.body.result, requestId: end.requestId, attempts: end.attempts };
}
