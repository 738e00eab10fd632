/** One listener serves all calls that are made with a signal, since Node warns of many. */
const shared = new WeakMap<AbortSignal, CallerSignal>();

/**
 * The signal of a caller, shared by all calls that use it. Whatever the signal does, only `listenTo` can fail, which is
 * before anything is sent.
 */
export class CallerSignal {
  readonly #signal: AbortSignal;
  readonly #listeners = new Set<() => void>();
  #calls = 0;
  #aborted = false;

  private constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** Begins to listen; each caller then calls `release` once. Throws what the signal throws. */
  static listenTo(signal: AbortSignal): CallerSignal {
    const caller = shared.get(signal) ?? new CallerSignal(signal);
    // Stryker disable next-line ConditionalExpression: a signal adds the same listener once.
    if (caller.#calls === 0) {
      // Stryker disable next-line BooleanLiteral,ObjectLiteral: the end of the call removes the listener.
      signal.addEventListener("abort", caller.#abort, { once: true });
      shared.set(signal, caller);
    }
    caller.#calls++;
    return caller;
  }

  /** Also true if another listener kept the event from this one. */
  get aborted(): boolean {
    this.#aborted ||= read(this.#signal, "aborted") === true;
    return this.#aborted;
  }

  get reason(): unknown {
    return read(this.#signal, "reason");
  }

  onAbort(listener: () => void): void {
    this.#listeners.add(listener);
  }

  offAbort(listener: () => void): void {
    this.#listeners.delete(listener);
  }

  release(): void {
    if (--this.#calls > 0) return;
    shared.delete(this.#signal);
    try {
      this.#signal.removeEventListener("abort", this.#abort);
    } catch {
      // The call is over, and its outcome must be reported.
    }
  }

  readonly #abort = (): void => {
    // Stryker disable next-line BooleanLiteral: the end of the call removes the listener.
    this.#aborted = true;
    for (const listener of this.#listeners) listener();
  };
}

function read(signal: AbortSignal, name: "aborted" | "reason"): unknown {
  try {
    return signal[name];
    // Stryker disable next-line BlockStatement: returning nothing gives undefined too.
  } catch {
    return undefined;
  }
}
