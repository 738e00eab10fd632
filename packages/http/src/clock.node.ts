/** Milliseconds on a clock that is never set, from an arbitrary start. Not `performance`, with which Node loads a module of its own. */
export function monotonicMs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}
