/** Waiting for a person, or for a pipe that nobody writes to, must end with Ctrl-C as well. @throws the reason of the signal */
export async function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  let abort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
  });
  signal.addEventListener("abort", abort);
  if (signal.aborted) abort();
  // Left behind, the listeners of a long wait would pile up.
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener("abort", abort));
}
