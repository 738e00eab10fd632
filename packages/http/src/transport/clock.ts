/**
 * Milliseconds on a clock that is never set, from an arbitrary start: the difference of two values is the time between them.
 * Where the platform has no such clock, it is the time of day.
 */
export function monotonicMs(): number {
  const { performance } = globalThis as { readonly performance?: { now(): number } };
  return (performance ?? Date).now();
}
