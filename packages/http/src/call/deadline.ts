import type { Failure, TimeoutFailure } from "../failure/failure.ts";
import type { Redactor } from "../request/redact.ts";
import type { Ending } from "../transport/transport.ts";
import type { CallerSignal } from "./caller-signal.ts";

/** Why an attempt was ended from outside. */
export type Interruption =
  | { readonly by: "caller"; readonly reason: unknown }
  | ({ readonly by: "clock" } & Pick<TimeoutFailure, "limit" | "milliseconds">);

/** The limits of a call, in milliseconds. */
export interface TimeLimits {
  /** For each attempt. */
  readonly timeout: number;
  /** For the whole call. */
  readonly deadline: number;
}

/** Ends one attempt when its time is up or the caller's signal says so. Leaves neither timer nor listener behind once released. */
export class Deadline implements Ending {
  readonly #caller: CallerSignal | undefined;
  #timer: ReturnType<typeof setTimeout>;
  readonly #listeners = new Set<() => void>();
  #controller: AbortController | undefined;
  #interruption: Interruption | undefined;

  /** @param remainingMs what is left until the deadline of the call; the shorter of it and the timeout applies. */
  constructor(caller: CallerSignal | undefined, { timeout, deadline }: TimeLimits, remainingMs: number) {
    this.#caller = caller;
    // Stryker disable next-line EqualityOperator: at the same instant either limit may be named.
    const byTimeout = timeout <= remainingMs;
    const limit = byTimeout
      ? ({ limit: "timeout", milliseconds: timeout } as const)
      : ({ limit: "deadline", milliseconds: deadline } as const);
    this.#timer = setTimeout(() => this.#end({ by: "clock", ...limit }), Math.max(0, Math.min(timeout, remainingMs)));
    if (caller?.aborted) this.#endByCaller();
    else caller?.onAbort(this.#endByCaller);
  }

  /** Aborts when the attempt is interrupted. Made when it is first asked for, since most attempts do without. */
  get signal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController();
      if (this.#interruption) this.#controller.abort(this.reason);
    }
    return this.#controller.signal;
  }

  get interruption(): Interruption | undefined {
    return this.#interruption;
  }

  get ended(): boolean {
    return this.#interruption !== undefined;
  }

  get reason(): unknown {
    // Stryker disable next-line OptionalChaining: read after an interruption only.
    return this.#interruption?.by === "caller" ? this.#interruption.reason : new Error("The time is up.");
  }

  onEnd(listener: () => void): void {
    this.#listeners.add(listener);
  }

  offEnd(listener: () => void): void {
    this.#listeners.delete(listener);
  }

  /** Settles like `work`, or rejects at once when the attempt is interrupted – also when `work` never settles. */
  race<T>(work: PromiseLike<T>): Promise<T> {
    return this.#settle(work, (giveUp) => giveUp());
  }

  /**
   * The same for work that obeys the signal and knows best how it ended: it has until the next turn of the event loop to say so.
   * Work that ignores the signal is not waited for.
   */
  raceObedient<T>(work: PromiseLike<T>): Promise<T> {
    return this.#settle(work, (giveUp) => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(giveUp);
    });
  }

  release(): void {
    clearTimeout(this.#timer);
    // Stryker disable next-line all: nothing calls the listeners any more.
    this.#listeners.clear();
    this.#caller?.offAbort(this.#endByCaller);
  }

  #settle<T>(work: PromiseLike<T>, onEnd: (giveUp: () => void) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      const end = () => onEnd(() => reject(new Error("The attempt was interrupted.")));
      if (this.#interruption) end();
      else this.#listeners.add(end);
      Promise.resolve(work).then(resolve, reject);
    });
  }

  // Stryker disable next-line OptionalChaining: only the caller's signal calls it.
  readonly #endByCaller = (): void => this.#end({ by: "caller", reason: this.#caller?.reason });

  #end(why: Interruption): void {
    if (this.#interruption) return;
    this.#interruption = why;
    for (const listener of this.#listeners) notify(listener);
    this.#controller?.abort(this.reason);
  }
}

/** A listener of a caller's transport may throw: the others must still be called. */
function notify(listener: () => void): void {
  try {
    listener();
  } catch {
    // Its own error is of no use to the call.
  }
}

/**
 * The failure of an attempt that was ended from outside; undefined if it was not.
 *
 * @param redactor takes the secrets out of the caller's reason
 * @param status of the response, if its head had arrived
 */
export function interrupted(
  { interruption }: Deadline,
  outcome: "not-sent" | "unknown",
  redactor: Redactor,
  status?: number,
): Failure | undefined {
  if (!interruption) return undefined;
  if (interruption.by === "caller") return { code: "aborted", outcome, cause: redactor.cause(interruption.reason), status };
  return { code: "timeout", outcome, limit: interruption.limit, milliseconds: interruption.milliseconds, status };
}
