/**
 * One operation of a contract as a value that knows its types: plain data that the generator writes and `call()` of
 * `@aom-workflow/http` obeys. `restart` of a contract is such a value with some inputs fixed.
 * Its documentation is in `OperationDocs`, so that code that only calls it does not load texts.
 */
export interface Operation<Input = unknown, Output = unknown, Errors = unknown> {
  /** operationId, the vendor's name of the operation. */
  readonly id: string;
  /** Name of the method that calls it, such as `restart`. */
  readonly name: string;
  readonly method: "GET" | "PUT" | "POST" | "DELETE" | "PATCH";
  /** Path template with `{name}` for each path parameter. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** Inputs that this form of the operation has already decided, by input name. */
  readonly fixed?: Readonly<Record<string, unknown>>;
  /** Statuses that the contract declares for success. */
  readonly success: readonly number[];
  /**
   * Where a status alone does not mean success: a property that, as a string, has to be one of these words, or `any` that is not empty; or the
   * texts that the body may be.
   */
  readonly successWords?: Readonly<Record<string, readonly string[] | "any">> | readonly string[];
  /** Every other status that the contract declares, documented by the vendor or not. */
  readonly errors: readonly number[];
  readonly effect: Effect;
  /** The permission that the caller must have, such as `cms:execution:get`. */
  readonly permission?: string;
  /** Whether it acts on an execution or on one of its nodes, named by the inputs `workflowId`, `executionId` and, for a node, `nodeId`. */
  readonly actsOn?: ActsOn;
  /** The word that calls it on a command line, such as `stop`; the generator always writes it. */
  readonly command?: string;
  /** When and how the request may be retried automatically; `false`: never. */
  readonly retry: RetryPolicy | false;
  /** Carries the types of input, answer and error answers by status. Never there at run time. */
  readonly types?: { readonly input: Input; readonly output: Output; readonly errors: Errors };
}

/** The target of an operation: an execution, or one of its nodes. */
export type ActsOn = "node" | "execution";

/**
 * The effect of the request on the service.
 *
 * - `none`: it only reads;
 * - `idempotent`: sending it twice does what sending it once does;
 * - `once`: sending it twice may do it twice.
 */
export type Effect = "none" | "idempotent" | "once";

/** The limits of a value that are checked in requests. Lengths are counted in Unicode code points, as JSON Schema counts them. */
export interface ValueSchema {
  /** Absent: any JSON value. */
  readonly type?: "string" | "integer" | "number" | "boolean" | "array" | "object";
  readonly nullable?: true;
  readonly enum?: readonly (string | number | boolean)[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: ValueSchema;
  readonly properties?: Readonly<Record<string, ValueSchema>>;
  readonly required?: readonly string[];
  /** `false`: no properties but those listed. */
  readonly additionalProperties?: false;
}

/** An input of an operation, where it goes in the request, and its limits. */
export interface Parameter {
  /** Name on the wire, such as `workflow_id`. Empty if the input is the whole body. */
  readonly name: string;
  /** Name in code, such as `workflowId`. */
  readonly input: string;
  readonly in: "path" | "query" | "header" | "body";
  readonly required: boolean;
  readonly schema: ValueSchema;
  /** The same for all calls of a connection, which may know it: the project. A call may still give its own. */
  readonly scope?: "connection";
}

/**
 * Why a request may be sent again. After the first four it is certain that the request was not processed;
 * the contract allows the others only if the operation's effect is `none` or `idempotent`.
 *
 * - `not-sent`: no connection was established;
 * - `throttled`: the gateway refused it for the rate of calls (429, APIG.0308);
 * - `gateway-unavailable`: the gateway gave up before the back end (503, APIG.0613);
 * - `credentials-renewed`: it was refused for an expired token that has been renewed since;
 * - `connection-lost`: the connection broke before the response was complete;
 * - `timeout`: no complete response came in time;
 * - `server-error`: any other 5xx.
 */
export type RetryReason =
  | "not-sent"
  | "throttled"
  | "gateway-unavailable"
  | "credentials-renewed"
  | "connection-lost"
  | "timeout"
  | "server-error";

/** How often and how fast a request may be sent again. All times in milliseconds. */
export interface RetryPolicy {
  /** Attempts altogether, the first included. */
  readonly maxAttempts: number;
  /** Upper bound of the first random delay; it doubles with each attempt. */
  readonly initialDelayMs: number;
  /** Upper bound that the doubling ends at. */
  readonly maxDelayMs: number;
  /** A server that asks for a longer wait ends the retries. */
  readonly maxRetryAfterMs: number;
  readonly on: readonly RetryReason[];
}

/** Names the exact contract that code was generated from. */
export interface ContractIdentity {
  readonly path: string;
  readonly title: string;
  readonly version: string;
  /** SHA-256 of the contract file, in hexadecimal. */
  readonly sha256: string;
}
