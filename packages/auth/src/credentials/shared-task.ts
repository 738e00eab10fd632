import { monotonicMs } from "@aom-workflow/http/internal";
/**
 * Work that several callers wait for together. The first one starts it; each leaves at once when its signal aborts,
 * and when the last one has left, the work is aborted as well.
 *
 * @param staleAfterMs - Work that takes longer than this many milliseconds is not joined any more, but started again.
 */
export function sharedTask<T>(
  work: (signal: AbortSignal) => Promise<T>,
  staleAfterMs = Number.POSITIVE_INFINITY,
): (signal: AbortSignal) => Promise<T> {
  let current: Task<T> | undefined;
  return async (signal) => {
    signal.throwIfAborted();
    if (current !== undefined && monotonicMs() - current.startedAt > staleAfterMs) current = undefined;
    current ??= start();
    return join(current, signal);
  };

  function start(): Task<T> {
    const controller = new AbortController();
    const task = { controller, result: work(controller.signal), waiting: 0, startedAt: monotonicMs() };
    task.result.then(
      () => end(task),
      () => end(task),
    );
    return task;
  }

  function end(task: Task<T>): void {
    if (current === task) current = undefined;
  }

  function join(task: Task<T>, signal: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        reject(signal.reason);
        task.waiting -= 1;
        if (task.waiting > 0) return;
        end(task);
        task.controller.abort(signal.reason);
      };
      const stay = () => signal.removeEventListener("abort", leave);
      task.waiting += 1;
      signal.addEventListener("abort", leave, { once: true });
      task.result.then(resolve, reject).finally(stay);
    });
  }
}

interface Task<T> {
  readonly controller: AbortController;
  readonly result: Promise<T>;
  /** By the monotonic clock, in milliseconds. */
  readonly startedAt: number;
  waiting: number;
}
