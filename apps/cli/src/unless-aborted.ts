import { AbortedError } from "@aom-workflow/client";

/** Waiting for a person or a pipe that nobody writes to must end with Ctrl-C as well. @throws AbortedError */
export function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new AbortedError("Interrupted. Nothing was sent.", { outcome: "not-sent", attempts: 0, retryable: true }));
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject);
  });
}
