import {
  type Authenticate,
  type CallOptions,
  call,
  createConnection,
  type Hooks,
  InvalidInputError,
  inputProblem,
  type Limits,
  type Methods,
  methodsOf,
  type PreparedRequest,
  prepare,
  type Result,
  type RetryOption,
  type SafeMethods,
  type SendingOptions,
  tell,
} from "@aom-workflow/http";
import { type AomOperations, contract, type Operation, operations } from "@aom-workflow/types";
import { hintFor } from "./hint-for.ts";
import { type Place, resolveEndpoint, warningAbout } from "./region.ts";

/** What a client is made with. Either `region` or `endpoint` is required. */
export interface ClientOptions extends Place, Limits, SendingOptions {
  /**
   * IAM project that owns the workflow; 32 characters. Default: the one that comes with the credentials, where one does.
   */
  readonly projectId?: string | undefined;
  /** An IAM token with project scope (1 to 40960 characters), or a function that gives headers for each request. */
  readonly auth: string | Authenticate;
  /**
   * How to send again what the contract allows to be sent again. Default: the policy of the contract (at most 3 attempts, 0.5 s doubling
   * to 20 s, full jitter). `false`: never.
   */
  readonly retry?: RetryOption | undefined;
  /** Are told of attempts and retries; cannot change them. */
  readonly hooks?: Hooks | undefined;
}

/**
 * Restarts, skips or continues stopped executions. Every method may be called on its own, without the client before the dot, and
 * throws what is no success; those of `safe` return it.
 */
export interface Client extends Methods<AomOperations> {
  /** The same methods, which never throw but return a union told apart by `ok` and `status`. */
  readonly safe: SafeMethods<AomOperations>;
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
    options?: Pick<CallOptions, "signal" | "timeout" | "deadline">,
  ): Promise<PreparedRequest>;
}

/**
 * Makes a client for one project at one endpoint. It may live as long as the process; on Node, idle connections are kept for 4 s and
 * never keep the process alive.
 *
 * @example
 * const aom = createClient({ region: "cn-north-4", projectId, auth: token });
 * await aom.restart({ workflowId, executionId, nodeId: "run-script" });
 *
 * @throws InvalidInputError for an option that is not usable.
 */
export function createClient(options: ClientOptions): Client {
  const connection = createConnection({
    ...options,
    endpoint: resolveEndpoint(options),
    service: "AOM",
    auth: requiredAuth(options.auth),
    userAgent: `aom-workflow-client (contract ${contract.version})`,
    hintFor,
  });
  checkProject(options.projectId);
  const warning = warningAbout(options);
  if (warning) tell(connection.hooks, "onWarning", warning);
  return {
    ...methodsOf(operations, connection),
    call: (operation, input, callOptions) => call(connection, operation, input, callOptions),
    dryRun: (operation, input, callOptions) => prepare(connection, operation, input, callOptions),
  };
}

function requiredAuth(auth: unknown): string | Authenticate {
  if (typeof auth === "string" || typeof auth === "function") return auth as string | Authenticate;
  throw new InvalidInputError("auth", "must be a token or a function that returns headers");
}

function checkProject(projectId: unknown): void {
  const declared = operations.operate.parameters.find(({ scope }) => scope === "connection");
  const problem = projectId === undefined || !declared ? undefined : inputProblem(declared, projectId);
  if (problem) throw new InvalidInputError("projectId", problem.trim());
}
