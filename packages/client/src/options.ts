import type { RetryPolicy } from "@aom-workflow/types";
import type { Authenticate } from "./authenticate.ts";
import type { Place } from "./endpoint.ts";
import { InvalidInputError } from "./errors.ts";
import type { Hooks } from "./hooks.ts";

/** What a client is made with. Either `region` or `endpoint` is needed. */
export interface ClientOptions extends Place, Limits {
  /** IAM project that owns the workflow; 32 characters. */
  readonly projectId: string;
  /** An IAM token with project scope (1 to 40960 characters), or a function that authenticates each request. */
  readonly auth: string | Authenticate;
  /**
   * How to send again what provably was not processed. Default: the policy of the contract (at most 3 attempts, 0.5 s doubling to 20 s,
   * full jitter). `false`: never.
   */
  readonly retry?: RetryOption | undefined;
  /** Sends a request in place of the global `fetch`. Must refuse redirects when asked to (`redirect: "manual"`). */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Are told of attempts and retries; cannot change them. */
  readonly hooks?: Hooks | undefined;
}

/** What a single call may be made with; each wins over the client's. */
export interface CallOptions extends Limits {
  /** Ends the call at once. When the request was under way, the outcome is `unknown`. */
  readonly signal?: AbortSignal | undefined;
  readonly retry?: RetryOption | undefined;
  /**
   * Allows to send the request again even after it may have been applied: the node may then run twice, or a second node may be passed.
   * Default: false.
   */
  readonly acceptDoubleExecution?: boolean | undefined;
}

/** Time limits. Neither can be switched off. */
export interface Limits {
  /** For each attempt, authentication and reading of the answer included, in milliseconds. Default: 30000. */
  readonly timeout?: number | undefined;
  /** For the whole call, waits included, in milliseconds. Default: 120000. */
  readonly deadline?: number | undefined;
}

/** Numbers of the contract's policy that may be chosen otherwise; what may be sent again at all may not. */
export type RetryOption = false | Partial<Pick<RetryPolicy, "maxAttempts" | "initialDelayMs" | "maxDelayMs" | "maxRetryAfterMs">>;

const longest = 2 ** 31 - 1;

/** The time limits with their defaults. @throws InvalidInputError for anything but a positive number of milliseconds. */
export function resolveLimits(...layers: readonly Limits[]): Required<{ [Key in keyof Limits]: number }> {
  return { timeout: milliseconds("timeout", layers, 30_000), deadline: milliseconds("deadline", layers, 120_000) };
}

function milliseconds(name: keyof Limits, layers: readonly Limits[], preset: number): number {
  const value = layers.findLast((layer) => layer[name] !== undefined)?.[name] ?? preset;
  if (typeof value === "number" && value > 0 && value <= longest) return value;
  throw new InvalidInputError(name, `must be a number of milliseconds from 1 to ${longest}`);
}

/** The retry policy: the contract's, with the numbers of the options. @throws InvalidInputError for a number out of range. */
export function resolveRetry(policy: RetryPolicy | false, ...options: readonly (RetryOption | undefined)[]): RetryPolicy | false {
  return options.reduce<RetryPolicy | false>((merged, option) => {
    if (option === undefined) return merged;
    if (option === false || policy === false) return false;
    for (const [name, value] of Object.entries(option)) {
      const least = name === "maxAttempts" ? 1 : 0;
      if (!Number.isFinite(value) || value < least) throw new InvalidInputError(`retry.${name}`, `must be a number from ${least}`);
    }
    return { ...(merged || policy), ...option };
  }, policy);
}
