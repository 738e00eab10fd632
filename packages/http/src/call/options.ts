import type { RetryPolicy } from "@aom-workflow/types";
import { InvalidInputError } from "../failure/errors.ts";
import type { TimeLimits } from "./deadline.ts";

/** Time limits. Neither can be switched off. */
export interface Limits {
  /** For each attempt, authentication and reading of the answer included, in milliseconds. Default: 30000. */
  readonly timeout?: number | undefined;
  /** For the whole call, waits included, in milliseconds. Default: 120000. */
  readonly deadline?: number | undefined;
}

/** What a single call may be made with; each wins over the connection's. */
export interface CallOptions extends Limits {
  /** Ends the call at once. When the request was under way, the outcome is `unknown`. */
  readonly signal?: AbortSignal | undefined;
  readonly retry?: RetryOption | undefined;
  /**
   * Also sends the request again after it may have been applied: the operation may then be carried out twice.
   * Default: false.
   */
  readonly retryUnknownOutcome?: boolean | undefined;
  /** Texts that no error may quote, besides the credentials: a password in the body. */
  readonly secrets?: readonly string[] | undefined;
}

/** Numbers of the contract's policy that may be chosen otherwise; what may be sent again at all may not. */
export type RetryOption = false | Partial<Pick<RetryPolicy, "maxAttempts" | "initialDelayMs" | "maxDelayMs" | "maxRetryAfterMs">>;

const longest = 2 ** 31 - 1;

/** The time limits with their defaults; later layers win. @throws InvalidInputError for anything but a positive number of milliseconds. */
export function resolveLimits(...layers: readonly Limits[]): TimeLimits {
  return { timeout: milliseconds("timeout", layers, 30_000), deadline: milliseconds("deadline", layers, 120_000) };
}

function milliseconds(name: keyof Limits, layers: readonly Limits[], preset: number): number {
  const layer = layers.findLast((layer) => layer[name] !== undefined);
  const value = layer ? layer[name] : preset;
  if (typeof value === "number" && value > 0 && value <= longest) return value;
  throw new InvalidInputError(name, `must be a number of milliseconds from 1 to ${longest}`);
}

/** The retry policy: the contract's, with the numbers of the options. @throws InvalidInputError for a number out of range. */
export function resolveRetry(policy: RetryPolicy | false, ...options: readonly (RetryOption | undefined)[]): RetryPolicy | false {
  let merged = policy;
  for (const option of options) {
    if (option === undefined) continue;
    checkRetry(option);
    merged = option === false || policy === false ? false : { ...(merged || policy), ...option };
  }
  return merged;
}

/** The numbers of a policy that may be chosen, and the least that each may be. */
const leastOf: Readonly<Record<string, number | undefined>> = { maxAttempts: 1, initialDelayMs: 0, maxDelayMs: 0, maxRetryAfterMs: 0 };

/** @throws InvalidInputError for what is no retry option. */
export function checkRetry(option: unknown): void {
  if (option === undefined || option === false) return;
  if (typeof option !== "object" || option === null) throw new InvalidInputError("retry", "must be false or an object with numbers");
  for (const [name, value] of Object.entries(option)) {
    const least = leastOf[name];
    if (least === undefined) throw new InvalidInputError(`retry.${name}`, `is not one of ${Object.keys(leastOf).join(", ")}`);
    if (!Number.isFinite(value) || value < least) throw new InvalidInputError(`retry.${name}`, `must be a number from ${least}`);
  }
}

/** @throws InvalidInputError for what is no signal. */
export function checkSignal(signal: unknown): void {
  if (signal === undefined) return;
  const { aborted, addEventListener, removeEventListener } = (signal ?? {}) as Partial<AbortSignal>;
  if (typeof aborted !== "boolean" || typeof addEventListener !== "function" || typeof removeEventListener !== "function")
    throw new InvalidInputError("signal", "must be an AbortSignal");
}

/** @throws InvalidInputError for what is no list of texts. */
export function checkSecrets(secrets: unknown): void {
  if (secrets === undefined || (Array.isArray(secrets) && secrets.every((secret) => typeof secret === "string"))) return;
  throw new InvalidInputError("secrets", "must be a list of texts");
}
