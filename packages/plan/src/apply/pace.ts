/** Limits requests to a rate, and pauses them after the service answered 429. */
export interface Pace {
  /** Waits for the next turn. Ends early when the signal aborts. */
  next(signal: AbortSignal | undefined): Promise<void>;
  /** Pauses all requests for this long, in milliseconds. */
  rest(ms: number): void;
}

/** @param perSecond requests per second; undefined for no limit */
export function paceOf(perSecond: number | undefined): Pace {
  const interval = perSecond === undefined ? 0 : 1000 / perSecond;
  let due = 0;
  return {
    async next(signal) {
      const now = performance.now();
      const turn = Math.max(due, now);
      due = turn + interval;
      await pause(turn - now, signal);
    },
    rest(ms) {
      due = Math.max(due, performance.now() + ms);
    },
  };
}

/** Waits this many milliseconds, or until the signal aborts. */
export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (ms <= 0 || signal?.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener("abort", end);
  });
}
