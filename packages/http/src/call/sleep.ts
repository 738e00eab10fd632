import type { CallerSignal } from "./caller-signal.ts";

/** Waits; ends early, without rejecting, when the caller's signal aborts. Leaves no timer and no listener. */
export function sleep(milliseconds: number, caller: CallerSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (caller?.aborted) return resolve();
    const timer = setTimeout(end, milliseconds);
    caller?.onAbort(end);
    function end(): void {
      clearTimeout(timer);
      caller?.offAbort(end);
      resolve();
    }
  });
}
