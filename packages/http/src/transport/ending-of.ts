import type { Ending, TransportOptions } from "./transport.ts";

/** What ends a sending: as it was given, or by its signal. */
export function endingOf({ ending, signal }: Pick<TransportOptions, "ending" | "signal">): Ending {
  if (ending) return ending;
  return {
    signal,
    get ended() {
      return signal.aborted;
    },
    get reason() {
      return signal.reason;
    },
    onEnd: (listener) => signal.addEventListener("abort", listener, { once: true }),
    offEnd: (listener) => signal.removeEventListener("abort", listener),
  };
}
