import type { TimeoutFailure } from "./failure.ts";

/** What ended an attempt from outside. */
export type Interruption =
  | { readonly by: "caller"; readonly reason: unknown }
  | ({ readonly by: "clock" } & Pick<TimeoutFailure, "limit" | "milliseconds">);

/** A signal for one attempt that obeys the caller's signal and the clock, and leaves neither timer nor listener behind. */
export interface AttemptLimit {
  readonly signal: AbortSignal;
  /** Settles like `work`, or rejects at once when the attempt is interrupted – also when `work` never settles. */
  race<T>(work: Promise<T>): Promise<T>;
  readonly interruption: Interruption | undefined;
  release(): void;
}

/** Limits an attempt by the shorter of `timeout` and what is left until the deadline of the call. */
export function limitAttempt(caller: AbortSignal | undefined, timeoutMs: number, remainingMs: number, deadlineMs: number): AttemptLimit {
  const controller = new AbortController();
  let interruption: Interruption | undefined;
  let interrupt: (reason: unknown) => void = () => {};
  const interrupted = new Promise<never>((_, reject) => {
    interrupt = reject;
  });
  interrupted.catch(() => {});

  function end(why: Interruption): void {
    interruption ??= why;
    const reason = new DOMException("The attempt was interrupted.", "AbortError");
    interrupt(reason);
    controller.abort(reason);
  }
  function endByCaller(): void {
    end({ by: "caller", reason: caller?.reason });
  }

  const byTimeout = timeoutMs <= remainingMs;
  const timer = setTimeout(
    () =>
      end({
        by: "clock",
        ...(byTimeout ? { limit: "timeout", milliseconds: timeoutMs } : { limit: "deadline", milliseconds: deadlineMs }),
      }),
    Math.max(0, Math.min(timeoutMs, remainingMs)),
  );
  if (caller?.aborted) endByCaller();
  caller?.addEventListener("abort", endByCaller, { once: true });

  return {
    signal: controller.signal,
    race: (work) => Promise.race([work, interrupted]),
    get interruption() {
      return interruption;
    },
    release() {
      clearTimeout(timer);
      caller?.removeEventListener("abort", endByCaller);
    },
  };
}
