import { spanMs } from "../options/shape.ts";

/** Which time it is in a simulated world. */
export interface Clock {
  /** Milliseconds since 1970 (UTC). */
  now(): number;
  /** Moves the time on. */
  advance(ms: number): void;
}

/** Midnight of a day that is the same in every run. */
const fixedStart = Date.UTC(2026, 0, 1);

/** A clock that stands until it is moved, or that also follows the real one. */
export function startClock(kind: "manual" | "real", start: number = kind === "real" ? Date.now() : fixedStart): Clock {
  const begun = performance.now();
  let moved = 0;
  return {
    // Whole milliseconds that never go back, whatever becomes of the machine's own time.
    now: () => start + moved + (kind === "real" ? Math.floor(performance.now() - begun) : 0),
    advance(ms) {
      const problem = spanMs(ms, "ms of advance", "");
      if (problem !== undefined) throw new RangeError(problem);
      moved += ms;
    },
  };
}
