import {
  type Authenticate,
  type CallOptions,
  call,
  createConnection,
  InvalidInputError,
  type Limits,
  type Methods,
  methodsOf,
  type PlainHeaders,
  type PreparedRequest,
  prepare,
  type Result,
  type RetryOption,
  type SafeMethods,
  type Secret,
  type SendingOptions,
} from "@aom-workflow/http";
import { checkInput, notify, type OptionKinds, readOptions } from "@aom-workflow/http/internal";
import { type AomActionName, type AomOperations, type Operation, operations, type Workflow } from "@aom-workflow/types";
import { type Actions, actionsOf, type SafeActions } from "./actions.ts";
import type { Hooks, Warning } from "./call/hooks.ts";
import type {
  Resolution,
  ResolveOptions,
  StoppedExecution,
  StoppedExecutionsOptions,
  UnreadExecution,
  WorkflowsOptions,
} from "./executions/index.ts";
import { hintFor } from "./hint-for.ts";
import { type EndpointOptions, resolveEndpoint, warningAbout } from "./region.ts";
import { userAgentOf } from "./user-agent.ts";

/** The options of a client. Either `region` or `endpoint` is required. */
export interface ClientOptions extends EndpointOptions, Limits, SendingOptions {
  /**
   * IAM project that owns the workflow; 32 characters. Default: that of the credentials, if they have one.
   */
  readonly projectId?: string | undefined;
  /** An IAM token with project scope (1 to 40960 characters), as a string or a `Secret`, or a function that returns headers for each request. */
  readonly auth: string | Secret | Authenticate;
  /**
   * How to retry if the contract allows it. Default: the policy of the contract (at most 3 attempts, 0.5 s doubling
   * to 20 s, full jitter). `false`: never.
   */
  readonly retry?: RetryOption | undefined;
  /** Headers of every request. Those for credentials, the connection and the type of the body are refused. */
  readonly headers?: PlainHeaders | undefined;
  /** Name and version of your program, such as `my-app/1.2`: 1 to 256 characters of ASCII. `User-Agent` begins with it, and ends with ours. */
  readonly userAgent?: string | undefined;
  /** Functions that observe attempts and retries; they cannot change them. */
  readonly hooks?: Hooks | undefined;
}

export const clientOptionKinds: OptionKinds<ClientOptions> = {
  region: "value",
  endpoint: "value",
  allowInsecureHttp: "switch",
  projectId: "value",
  auth: "value",
  timeout: "checked",
  deadline: "checked",
  retry: "value",
  headers: "value",
  userAgent: "value",
  hooks: "value",
  fetch: "value",
  transport: "value",
};

/**
 * Lists stopped executions, and restarts, skips, continues or stops them. Every method may be called on its own, without the client before the dot,
 * and throws on failure; those of `safe` return the failure.
 */
export interface Client extends Omit<Methods<AomOperations>, AomActionName>, Actions {
  /** The same methods, which never throw but return a union discriminated by `ok` and `status`. */
  readonly safe: Omit<SafeMethods<AomOperations>, AomActionName> & SafeActions;
  /**
   * Every workflow, page by page, each page when it is asked for; the oldest first, unless `sortField` says otherwise. If the list may be
   * incomplete, `onWarning` is called with `list-incomplete`. Throws InvalidResponseError for a page that is not a list.
   *
   * @example
   * for await (const { id, name, status } of aom.workflows({ search: "nightly" })) console.log(id, name, status);
   */
  workflows(options?: WorkflowsOptions): AsyncGenerator<Workflow, void, undefined>;
  /**
   * The executions that need attention: what happened, since when, and what could be done. The workflow that started last comes
   * first. Those that could not be read are among them, with their `error`. If the list of workflows may be incomplete, `onWarning` is called with
   * `list-incomplete`; without rows and warnings nothing needs attention.
   *
   * @example
   * for await (const stopped of aom.stoppedExecutions({ status: "failed" })) console.log(stopped.workflowName, stopped.error ?? stopped.reason);
   */
  stoppedExecutions(options?: StoppedExecutionsOptions): AsyncGenerator<StoppedExecution | UnreadExecution, void, undefined>;
  /**
   * Looks for the effect of an action whose outcome is `unknown`, by reading the execution. It says `applied` only if the effect is there, caused
   * by this action or another; for that the action must have been called with `check` or `wait`.
   *
   * @param error the error of a method that acts on an execution, such as `restart`
   * @throws InvalidInputError for any other error
   */
  resolve(error: unknown, options?: ResolveOptions): Promise<Resolution>;
  /** Calls any operation, also of a contract of your own, at this endpoint with these credentials. Never throws. */
  call<Input, Output, Errors>(
    operation: Operation<Input, Output, Errors>,
    input: Input,
    options?: CallOptions,
  ): Promise<Result<Output, Errors>>;
  /**
   * Builds the exact request that a call would send, credentials included, and sends nothing. Printing it shows no secret.
   *
   * @throws InvalidInputError, AuthenticationError, TimeoutError, AbortedError
   */
  dryRun<Input>(
    operation: Operation<Input>,
    input: Input,
    options?: Pick<CallOptions, "signal" | "timeout" | "deadline" | "headers">,
  ): Promise<PreparedRequest>;
}

/**
 * Makes a client for one project at one endpoint. It may live as long as the process; on Node, connections of reads are kept for 4 s and
 * never keep the process alive.
 *
 * @example
 * const aom = createClient({ region: "cn-north-4", projectId, auth: token });
 * await aom.restart({ workflowId, executionId, nodeId: "run-script" });
 *
 * @throws InvalidInputError for an option that is not usable.
 */
export function createClient(given: ClientOptions): Client {
  const options = readOptions(given, clientOptionKinds);
  const { region: _, ...connecting } = options;
  const warn = (warning: Warning) => notify(options.hooks ?? {}, "onWarning", warning);
  const connection = createConnection({
    ...connecting,
    endpoint: resolveEndpoint(options),
    service: "AOM",
    auth: requiredAuth(options.auth),
    userAgent: userAgentOf(options.userAgent),
    hintFor,
  });
  checkProject(options.projectId);
  const warning = warningAbout(options);
  if (warning) warn(warning);
  const methods = methodsOf(operations, connection);
  const reader = { ...methods, warn };
  const actions = actionsOf(reader, methods.safe);
  return {
    ...methods,
    ...actions.throwing,
    safe: { ...methods.safe, ...actions.safe },
    async *workflows(options = {}) {
      const { workflows } = await import("./executions/index.ts");
      yield* workflows(reader, options);
    },
    async *stoppedExecutions(options = {}) {
      const { stoppedExecutions } = await import("./executions/index.ts");
      yield* stoppedExecutions(reader, options);
    },
    async resolve(error, options) {
      const { resolve } = await import("./executions/index.ts");
      return resolve(reader, error, options);
    },
    call: (operation, input, callOptions) => call(connection, operation, input, callOptions),
    dryRun: (operation, input, callOptions) => prepare(connection, operation, input, callOptions),
  };
}

function requiredAuth(auth: ClientOptions["auth"] | undefined): ClientOptions["auth"] {
  if (auth !== undefined) return auth;
  throw new InvalidInputError("auth", "must be a token or a function that returns headers");
}

function checkProject(projectId: unknown): void {
  const declared = operations.operate.parameters.find(({ scope }) => scope === "connection");
  if (projectId !== undefined && declared) checkInput(declared, projectId);
}
