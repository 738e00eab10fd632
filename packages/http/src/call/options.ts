import type { RetryPolicy } from "@aom-workflow/types";
import { InvalidInputError } from "../failure/errors.ts";
import { whatWasMeant } from "../request/misspelt.ts";
import { readOwnHeaders } from "../request/own-headers.ts";
import type { PlainHeaders } from "../request/plain-request.ts";
import { type OptionKinds, readable } from "../request/read-options.ts";
import { CallerSignal } from "./caller-signal.ts";
import type { TimeLimits } from "./deadline.ts";

/** Time limits. Neither can be switched off. */
export interface Limits {
  /** For each attempt, including authentication and reading the response, in milliseconds, 1 to 2147483647. Default: 30000. */
  readonly timeout?: number | undefined;
  /** For the whole call, including the delays between attempts, in milliseconds, 1 to 2147483647. Default: 120000. */
  readonly deadline?: number | undefined;
}

/** The options of a single call; each overrides that of the connection. */
export interface CallOptions extends Limits {
  /** Ends the call at once. If the request was in progress, the outcome is `unknown`. */
  readonly signal?: AbortSignal | undefined;
  readonly retry?: RetryOption | undefined;
  /**
   * Also retries if the outcome is `unknown`: the operation may then be carried out twice.
   * Default: false.
   */
  readonly retryUnknownOutcome?: boolean | undefined;
  /**
   * When the call began, in milliseconds of `performance.now()`; `deadline` counts from then. Default: now.
   */
  readonly startedAt?: number | undefined;
  /**
   * Asked right before the first byte of a request leaves: on Node once the connection is established, elsewhere before the request is handed
   * over. Anything but true ends the call as `not-sent`. Default: it may.
   */
  readonly mayBeSent?: (() => boolean) | undefined;
  /** Headers of this request, besides those of the connection, which they override; the same headers are refused. */
  readonly headers?: PlainHeaders | undefined;
  /** Strings that no error may quote, besides the credentials, such as a password in the body. */
  readonly secrets?: readonly string[] | undefined;
}

/** The numbers of the contract's policy that can be changed. Which failures are retried cannot be changed. */
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
    const numbers = readRetry(option);
    merged = numbers === false || policy === false ? false : { ...(merged || policy), ...numbers };
  }
  return merged;
}

/** The numbers of a policy that may be chosen, and the least that each may be. */
const leastOf: Readonly<Record<string, number | undefined>> = { maxAttempts: 1, initialDelayMs: 0, maxDelayMs: 0, maxRetryAfterMs: 0 };

/** A copy of the option, so that it cannot change during a call. @throws InvalidInputError for an invalid retry option. */
export function readRetry(option: unknown): RetryOption {
  if (option === false) return false;
  if (typeof option !== "object" || option === null || Array.isArray(option))
    throw new InvalidInputError("retry", "must be false or an object with numbers");
  const numbers = readable("retry", () => ({ ...option }));
  for (const [name, value] of Object.entries(numbers)) {
    const least = leastOf[name];
    if (least === undefined) throw new InvalidInputError(`retry.${name}`, `is not an option ${whatWasMeant(name, Object.keys(leastOf))}`);
    const [isNumber, kind] = name === "maxAttempts" ? [Number.isInteger, "whole number"] : [Number.isFinite, "number"];
    if (!isNumber(value) || (value as number) < least) throw new InvalidInputError(`retry.${name}`, `must be a ${kind} from ${least}`);
  }
  return numbers;
}

/** Begins to listen to the signal, if there is one; it is released when the call is over. @throws InvalidInputError for anything but a signal. */
export function listenToSignal(signal: unknown): CallerSignal | undefined {
  if (signal === undefined) return undefined;
  return readable("signal", () => {
    const { aborted, addEventListener, removeEventListener } = (signal ?? {}) as Partial<AbortSignal>;
    if (typeof aborted !== "boolean" || typeof addEventListener !== "function" || typeof removeEventListener !== "function")
      throw new InvalidInputError("signal", "must be an AbortSignal");
    return CallerSignal.listenTo(signal as AbortSignal);
  });
}

/** A copy of the headers, so that they cannot change during a call. @throws InvalidInputError that names the one that is not usable. */
export function readHeaders(headers: unknown): PlainHeaders | undefined {
  return headers === undefined ? undefined : readable("headers", () => readOwnHeaders(headers));
}

/** A copy of the list, so that it cannot change during a call. @throws InvalidInputError for anything but a list of strings. */
export function readSecrets(secrets: unknown): readonly string[] | undefined {
  if (secrets === undefined) return undefined;
  const texts = readable("secrets", () => (Array.isArray(secrets) ? Array.from<unknown>(secrets) : undefined));
  if (texts?.every((text) => typeof text === "string")) return texts;
  throw new InvalidInputError("secrets", "must be a list of strings");
}

/** Every option of a call. */
export const callOptionKinds: OptionKinds<CallOptions> = {
  signal: "value",
  secrets: "value",
  retryUnknownOutcome: "switch",
  timeout: "checked",
  deadline: "checked",
  startedAt: "checked",
  retry: "value",
  mayBeSent: "value",
  headers: "value",
};
