import { UsageError } from "../output/usage-error.ts";
import { resolveTimeout } from "../settings/resolve-settings.ts";
import type { SettingSources } from "../settings/setting-sources.ts";
import { unlessAborted } from "../terminal/host.ts";

/** For the whole call, where nothing is said. */
const defaultMs = 120_000;

/**
 * Does work within the limit of `--timeout`. One timer, and not `AbortSignal.any` over `AbortSignal.timeout`: on Node 20 the latter may be collected before it fires.
 *
 * @param signal interrupts
 * @param work is handed a signal that ends with the limit or the interruption, and what is left of the limit, in milliseconds
 * @param otherwise milliseconds where no limit is given
 * @throws UsageError for a time that is not usable
 */
export async function withinTimeLimit<Result>(
  sources: SettingSources,
  signal: AbortSignal,
  work: (signal: AbortSignal, leftMs: () => number) => Promise<Result>,
  otherwise: number = defaultMs,
): Promise<Result> {
  const problems: string[] = [];
  const limitMs = resolveTimeout(sources, problems) ?? otherwise;
  if (problems.length > 0) throw new UsageError(problems);
  const ending = new AbortController();
  const end = monotonicMs() + limitMs;
  const abort = () => ending.abort(signal.reason);
  const timer = setTimeout(() => ending.abort(new LateError("No complete response", limitMs)), limitMs);
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort);
  try {
    return await work(ending.signal, () => Math.max(1, Math.round(end - monotonicMs())));
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}

/** The limit of `--timeout` is reached. */
class LateError extends UsageError {
  readonly limitMs: number;

  constructor(what: string, limitMs: number) {
    super(`${what} within ${limitMs / 1000} s (--timeout).`, { code: "timeout" });
    this.limitMs = limitMs;
  }
}

/**
 * Waits for what is read from a file, which may be a pipe that never ends.
 *
 * @param file as the subject of a sentence
 * @throws the reason of the signal; where the time is up, with the name of the file
 */
export async function untilRead<Value>(file: string, value: Promise<Value>, signal: AbortSignal): Promise<Value> {
  try {
    return await unlessAborted(value, signal);
  } catch (error) {
    // By its shape, since the files of the bundle share no class.
    const { limitMs } = Object(error) as Partial<LateError>;
    throw error === signal.reason && limitMs !== undefined ? new LateError(`${file} did not end`, limitMs) : error;
  }
}

/** Not by `performance`, for which Node loads eight modules. */
function monotonicMs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}
