import { type OperationId, operations, type Parameter, type WorkflowOperationAction } from "@aom-workflow/types";
import { type OperationParameters, requestBuilder } from "./api.ts";
import { authenticateWith } from "./authenticate.ts";
import { problemWith } from "./check-parameter.ts";
import { guardSecrets } from "./dry-run.ts";
import { resolveEndpoint } from "./endpoint.ts";
import { AuthenticationError, InvalidInputError, isWorkflowError } from "./errors.ts";
import { type CallOptions, type ClientOptions, resolveLimits, resolveRetry } from "./options.ts";
import { failedWith, type OperationResult, type SafeResult } from "./result.ts";
import { type CallEnd, type CallSettings, runAttempts } from "./run-attempts.ts";

/** Names the node at which a run stopped. Each id has 1 to 64 characters. */
export interface NodeOfRun {
  /** The workflow's `id`. */
  readonly workflowId: string;
  /** The run. */
  readonly executionId: string;
  /** The node's `id` such as `run-script`, not its name. */
  readonly nodeId: string;
}

/** A node, and what to do with it. */
export interface OperationInput extends NodeOfRun {
  readonly action: WorkflowOperationAction;
}

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

const operation = "StartPausingWorkflowExecutions" satisfies OperationId;

/** The public name of each parameter on the wire. */
const publicNames: Record<string, string> = {
  project_id: "projectId",
  workflow_id: "workflowId",
  execution_id: "executionId",
  node_id: "nodeId",
};

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
  const build = requestBuilder(resolveEndpoint(options));
  const authenticate = authenticateWith(options.auth);
  check("project_id", options.projectId);
  resolveLimits(options);
  resolveRetry(operations[operation].retry, options.retry);

  function requestOf(input: OperationInput): Promise<Request> {
    return build(operation, checkedParameters(options.projectId, input));
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
        throw new AuthenticationError("The credentials could not be had.", { outcome: "not-sent", attempts: 0, retryable: false, cause });
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

function checkedParameters(projectId: string, input: OperationInput): OperationParameters<typeof operation> {
  if (typeof input !== "object" || input === null) throw new InvalidInputError("input", "must be an object with the ids");
  const { workflowId, executionId, nodeId, action } = input;
  const path = { project_id: projectId, workflow_id: workflowId, execution_id: executionId };
  const query = { action, node_id: nodeId };
  for (const [name, value] of Object.entries({ ...path, ...query })) check(name, value);
  return { path, query };
}

function check(name: string, value: unknown): void {
  const parameter = operations[operation].parameters.find((each) => each.name === name) as Parameter;
  const problem = problemWith(parameter, value);
  if (problem) throw new InvalidInputError(publicNames[name] ?? name, problem);
}
