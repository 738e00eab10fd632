/** An operation as the contract states it. */
export interface Operation {
  /** operationId, the vendor's name of the operation. */
  readonly id: string;
  readonly method: "GET" | "PUT" | "POST" | "DELETE" | "PATCH";
  /** Path template with `{name}` for each path parameter. */
  readonly path: string;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  /** Every status that the contract declares, documented by the vendor or not. */
  readonly statuses: readonly number[];
  /** May the request be sent twice without harm? */
  readonly idempotent: boolean;
  /** When and how the request may be sent again by itself; `false`: never. */
  readonly retry: RetryPolicy | false;
  readonly lifecycle: LifecycleNote;
  /** The vendor's page of the operation. */
  readonly docs: string;
}

/** A parameter with its limits. Lengths are counted in Unicode code points, as JSON Schema counts them. */
export interface Parameter {
  /** Name on the wire, such as `workflow_id`. */
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly description: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly enum?: readonly string[];
  readonly example?: string;
}

/**
 * The reasons for which a request may be sent again. Each stands for a failure after which the request provably was not processed.
 *
 * - `not-sent`: no connection came about;
 * - `throttled`: the gateway refused it for the rate of calls (429, APIG.0308);
 * - `gateway-unavailable`: the gateway gave up before the back end (APIG.0613);
 * - `credentials-renewed`: it was refused for an expired token that has been renewed since.
 */
export type RetryReason = "not-sent" | "throttled" | "gateway-unavailable" | "credentials-renewed";

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

/** Where the operation stands in the vendor's life cycle. */
export interface LifecycleNote {
  readonly stage: "current" | "historical";
  readonly note: string;
  readonly source: string;
}

/** Names the exact contract that code was generated from. */
export interface ContractIdentity {
  readonly path: string;
  readonly title: string;
  readonly version: string;
  /** SHA-256 of the contract file, in hexadecimal. */
  readonly sha256: string;
}
