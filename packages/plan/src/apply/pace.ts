/** Lets requests through one after the other, no faster than a rate, and none for a while after the service had too many. */
export interface Pace {
  /** Waits for the next turn. Ends early when the signal aborts. */
  next(signal: AbortSignal | undefined): Promise<void>;
  /** Nothing is let through for so long, in milliseconds. */
  rest(ms: number): void;
}

/** @param perSecond requests a second; nothing: as fast as they come */
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

/** Waits so many milliseconds, or until the signal aborts. */
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
