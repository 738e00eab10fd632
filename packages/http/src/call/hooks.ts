import type { RetryReason } from "@aom-workflow/types";
import type { ErrorCode } from "../failure/call-error.ts";
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
 * Functions that are told what a call does. None can change it: what they throw, or reject with, is dropped, and nothing waits for them.
 * No event contains a secret.
 */
export interface Hooks {
  readonly onAttemptStart?: ((event: AttemptStart) => unknown) | undefined;
  readonly onAttemptEnd?: ((event: AttemptEnd) => unknown) | undefined;
  readonly onRetry?: ((event: Retry) => unknown) | undefined;
}

/** Calls a hook so that it can do no harm, not even by a getter that throws. */
export function tell<All, Name extends keyof All>(hooks: All, name: Name, event: EventOf<All[Name]>): void {
  try {
    // Stryker disable next-line OptionalChaining: the catch around it says the same.
    const returned = (hooks[name] as ((event: unknown) => unknown) | undefined)?.(event);
    // Stryker disable next-line ConditionalExpression,OptionalChaining: what is not a promise does nothing.
    if (typeof (returned as PromiseLike<unknown> | undefined)?.then === "function") Promise.resolve(returned).catch(() => {});
  } catch {
    // A hook that fails must not change what the caller learns of the operation.
  }
}

type EventOf<Hook> = NonNullable<Hook> extends (event: infer Event) => unknown ? Event : never;
