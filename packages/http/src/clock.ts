/**
 * Milliseconds on a clock that is never set, from an arbitrary start: the distance of two readings is the time between them.
 * On Node it reads `process.hrtime`, because `performance` would load nine modules.
 */
export function monotonicMs(): number {
  const { process } = globalThis as { readonly process?: Partial<NodeJS.Process> };
  if (!process?.hrtime) return performance.now();
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}
