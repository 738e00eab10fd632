/** Milliseconds on a clock that is never set, from an arbitrary start. */
export function monotonicMs(): number {
  return performance.now();
}
