import type { RetryReason } from "@aom-workflow/types";
import type { ErrorCode } from "../failure/aom-error.ts";
import type { Outcome } from "../failure/outcome.ts";

/** Before a request is sent. */
export interface AttemptStart {
  /** operationId. */
  readonly operation: string;
  /** Number of the attempt within the call, from 1. */
  readonly attempt: number;
  readonly method: string;
  readonly url: string;
}

/** After a request was answered or failed. */
export interface AttemptEnd extends AttemptStart {
  /** What became of this attempt. */
  readonly outcome: Outcome;
  readonly durationMs: number;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  /** Kind of the failure; nothing after a success. */
  readonly code: ErrorCode | undefined;
}

/** Before the wait for another attempt. */
export interface Retry extends AttemptStart {
  readonly reason: RetryReason | "accepted-risk";
  readonly delayMs: number;
}

/**
 * Something that the caller should know.
 *
 * - `function-not-open-in-region`: calls will probably fail; told once, when the client is made;
 * - `list-incomplete`: a list that was read in pages may lack something.
 */
export interface Warning {
  readonly code: "function-not-open-in-region" | "list-incomplete";
  readonly message: string;
}

/**
 * Functions that are told what a call does. None can change it: what they throw, or reject with, is dropped, and nothing waits for them.
 * No event contains a secret.
 */
export interface Hooks {
  readonly onAttemptStart?: ((event: AttemptStart) => unknown) | undefined;
  readonly onAttemptEnd?: ((event: AttemptEnd) => unknown) | undefined;
  readonly onRetry?: ((event: Retry) => unknown) | undefined;
  readonly onWarning?: ((event: Warning) => unknown) | undefined;
}

/** Calls a hook so that it can do no harm, not even by a getter that throws. */
export function tell<Name extends keyof Hooks>(hooks: Hooks, name: Name, event: Parameters<NonNullable<Hooks[Name]>>[0]): void {
  try {
    // Stryker disable next-line OptionalChaining: the catch around it says the same.
    const returned = (hooks[name] as ((event: unknown) => unknown) | undefined)?.(event);
    // Stryker disable next-line ConditionalExpression,OptionalChaining: what is not a promise does nothing.
    if (typeof (returned as PromiseLike<unknown> | undefined)?.then === "function") Promise.resolve(returned).catch(() => {});
  } catch {
    // A hook that fails must not change what the caller learns of the operation.
  }
}
