import { UsageError } from "../output/usage-error.ts";
import type { Layers } from "../settings/layers.ts";
import { resolveTimeout } from "../settings/resolve-settings.ts";

/** How long everything may take that a command does over the network. */
export interface TimeLimit {
  /** Ends with the limit, or when the person interrupts. */
  readonly signal: AbortSignal;
  /** What is left of it, in milliseconds. */
  remainingMs(): number;
  /** The work is done. */
  stop(): void;
}

/** For the whole call, where nothing is said. */
const defaultMs = 120_000;

/**
 * Starts the limit of `--timeout`. One timer, and not `AbortSignal.any` over `AbortSignal.timeout`: on Node 20 the latter may be collected before it fires.
 *
 * @param otherwise milliseconds where none is given
 * @throws UsageError for a time that is not usable
 */
export function startTimeLimit(layers: Layers, signal: AbortSignal, otherwise: number = defaultMs): TimeLimit {
  const problems: string[] = [];
  const limitMs = resolveTimeout(layers, problems) ?? otherwise;
  if (problems.length > 0) throw new UsageError(problems);
  const ending = new AbortController();
  const end = monotonicMs() + limitMs;
  const abort = () => ending.abort(signal.reason);
  const late = new UsageError(`No complete answer within ${limitMs / 1000} s (--timeout).`, { code: "timeout" });
  const timer = setTimeout(() => ending.abort(late), limitMs);
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort);
  return {
    signal: ending.signal,
    remainingMs: () => Math.max(1, Math.round(end - monotonicMs())),
    stop() {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
    },
  };
}

/** Does work within the limit. @throws UsageError as {@link startTimeLimit} does */
export async function withinTimeLimit<Result>(
  layers: Layers,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
  otherwise?: number,
): Promise<Result> {
  const limit = startTimeLimit(layers, signal, otherwise);
  return work(limit.signal).finally(limit.stop);
}

/** Not by `performance`, for which Node loads eight modules. */
function monotonicMs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}
