import type { Ending, TransportOptions } from "./transport.ts";

/** The error that ended a sending, or the reason of its signal. */
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
