import type { OperationId, RetryReason } from "@aom-workflow/types";
import type { ErrorCode } from "./errors.ts";
import type { Outcome } from "./outcome.ts";

/** Before a request is sent. */
export interface AttemptStart {
  readonly operation: OperationId;
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

/** Something about the client's options that will probably make its calls fail. Told once, when the client is made. */
export interface Warning {
  readonly code: "function-not-open-in-region";
  readonly message: string;
}

/**
 * Functions that are told what a call does. None can change it: what they throw, or reject with, is dropped, and nothing waits for them.
 * No event holds a secret.
 */
export interface Hooks {
  readonly onAttemptStart?: (event: AttemptStart) => unknown;
  readonly onAttemptEnd?: (event: AttemptEnd) => unknown;
  readonly onRetry?: (event: Retry) => unknown;
  readonly onWarning?: (event: Warning) => unknown;
}

/** Calls a hook so that it can do no harm. */
export function tell<Event>(hook: ((event: Event) => unknown) | undefined, event: Event): void {
  try {
    const returned = hook?.(event);
    if (returned instanceof Promise) returned.catch(() => {});
  } catch {
    // A hook that fails must not change what the caller learns of the operation.
  }
}
