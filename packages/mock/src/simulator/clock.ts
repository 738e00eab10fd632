import { spanMs } from "../options/shape.ts";

/** The time of a simulated world. */
export interface Clock {
  /** Milliseconds since 1970 (UTC). */
  now(): number;
  /** Advances the time. @throws {RangeError} for an invalid number */
  advance(ms: number): void;
}

/** The same midnight in every run. */
const fixedStart = Date.UTC(2026, 0, 1);

/** A clock that stands still until it is advanced, or also follows the real one. */
export function startClock(kind: "manual" | "real", start: number = kind === "real" ? Date.now() : fixedStart): Clock {
  const begun = performance.now();
  let moved = 0;
  return {
    // Whole milliseconds that never go back, even if the machine's clock is set back.
    now: () => start + moved + (kind === "real" ? Math.floor(performance.now() - begun) : 0),
    advance(ms) {
      const problem = spanMs(ms, "ms of advance", "");
      if (problem !== undefined) throw new RangeError(problem);
      moved += ms;
    },
  };
}
