/** Waits; ends early, without rejecting, when the signal aborts. Leaves no timer and no listener. */
export function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener("abort", end, { once: true });
    function end(): void {
      clearTimeout(timer);
      try {
        signal?.removeEventListener("abort", end);
      } catch {
        // A signal of somebody's own that cannot be left is left alone.
      }
      resolve();
    }
  });
}
