import type { Operation, RetryReason } from "@aom-workflow/types";
import type { CallError, ErrorCode } from "../failure/call-error.ts";
import { InvalidInputError } from "../failure/errors.ts";
import type { Outcome } from "../failure/outcome.ts";
import { whatWasMeant } from "../request/misspelt.ts";
import type { PlainRequest } from "../request/plain-request.ts";
import type { Reading } from "../response/read-response.ts";
import type { Success } from "./result.ts";

/** Before a request is sent. */
export interface AttemptStart {
  /** The same in all events of a call, and of no other call: 16 hexadecimal digits. */
  readonly callId: string;
  /** operationId. */
  readonly operation: string;
  /** Number of the attempt within the call, from 1. */
  readonly attempt: number;
  readonly method: string;
  readonly url: string;
}

/** After a request was answered or failed. */
export interface AttemptEnd extends AttemptStart {
  /** The outcome of this attempt. */
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

/** After a call has ended, however it did: also one that was refused before anything was sent. */
export interface CallEnd {
  /** That of its attempts. */
  readonly callId: string;
  /** operationId. */
  readonly operation: string;
  /** The outcome of the operation, all attempts considered. */
  readonly outcome: Outcome;
  /** Requests that were made. An attempt that ended before, while it got its credentials, has its events but is not counted. */
  readonly attempts: number;
  /** From the beginning of the call, waits included. */
  readonly durationMs: number;
  /** Of the last answer, if one came. */
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  /** Kind of the failure; nothing after a success. */
  readonly code: ErrorCode | undefined;
}

/**
 * Functions that observe a call. None can change it: errors that they throw, or reject with, are ignored, and nothing waits for them.
 * No event contains a secret.
 */
export interface Hooks {
  readonly onAttemptStart?: ((event: AttemptStart) => unknown) | undefined;
  readonly onAttemptEnd?: ((event: AttemptEnd) => unknown) | undefined;
  readonly onRetry?: ((event: Retry) => unknown) | undefined;
  readonly onCallEnd?: ((event: CallEnd) => unknown) | undefined;
}

/** Every hook; the last is for packages above this one, which send warnings. */
const hookNames: { readonly [Name in keyof Hooks | "onWarning"]-?: true } = {
  onAttemptStart: true,
  onAttemptEnd: true,
  onRetry: true,
  onCallEnd: true,
  onWarning: true,
};

/**
 * The hooks as they are; what throws when it is looked at is none.
 *
 * @throws InvalidInputError for a hook that is not a function, or that nothing would call
 */
export function readHooks(hooks: Hooks | undefined): Hooks {
  if (hooks === undefined) return {};
  if (typeof hooks !== "object" || hooks === null) throw new InvalidInputError("hooks", "must be an object with functions");
  const known = Object.keys(hookNames);
  // An object of the caller's may have fields of its own besides.
  for (const name of new Set([...known, ...harmless(() => Object.keys(hooks), [])])) {
    if (!known.includes(name) && /^on/i.test(name))
      throw new InvalidInputError(`hooks.${name}`, `is not a hook ${whatWasMeant(name, known)}`);
    const hook = known.includes(name) ? harmless(() => hooks[name as keyof Hooks], undefined) : undefined;
    if ((hook ?? undefined) !== undefined && typeof hook !== "function") throw new InvalidInputError(`hooks.${name}`, "must be a function");
  }
  return hooks;
}

/** The value, or `otherwise` if reading it throws. */
export function harmless<Value>(read: () => Value, otherwise: Value): Value {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

/** A new id of a call; also in workers that have no `crypto`. */
export function newCallId(): string {
  const half = () =>
    Math.floor(Math.random() * 2 ** 32)
      .toString(16)
      .padStart(8, "0");
  return half() + half();
}

/** The beginning of an attempt: a new one for each hook, so that none sees what another did to it. */
export function startOf(
  { request: { method, url } }: { readonly request: PlainRequest },
  { operation, callId }: { readonly operation: Operation; readonly callId: string },
  attempt: number,
): AttemptStart {
  return { callId, operation: operation.id, attempt, method, url };
}

/** The result of an attempt. */
export function endOfAttempt(reading: Reading): Pick<AttemptEnd, "outcome" | "status" | "requestId" | "code"> {
  if (reading.ok) return { outcome: "applied", status: reading.status, requestId: reading.requestId, code: undefined };
  const { failure } = reading;
  const { code, outcome } = failure;
  const answered = "requestId" in failure ? failure : { status: undefined, requestId: undefined };
  return { code, outcome, status: answered.status, requestId: answered.requestId };
}

/** The result of a call: its success or its error. */
export function endOfCall({
  outcome,
  attempts,
  status,
  requestId,
  ...rest
}: Success<unknown> | CallError): Omit<CallEnd, "callId" | "operation" | "durationMs"> {
  return { outcome, attempts, status, requestId, code: "code" in rest ? (rest.code as ErrorCode) : undefined };
}

/** Calls a hook so that it can do no harm, not even by a getter that throws. */
export function notify<All, Name extends keyof All>(hooks: All, name: Name, event: EventOf<All[Name]>): void {
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
