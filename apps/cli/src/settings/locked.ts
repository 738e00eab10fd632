import { closeSync, mkdirSync, openSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** A change takes milliseconds; a lock that is older, or of the future, was left by a process that died. */
const staleMs = 5000;
const pauseMs = 10;

/**
 * Does work while no other process does work under the same lock, a file beside `path`.
 *
 * @throws what the work throws, or why the lock could not be made, such as a folder that cannot be written
 */
export function locked<Result>(path: string, work: () => Result): Result {
  const lock = `${path}.lock`;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  while (!took(lock)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function took(lock: string): boolean {
  try {
    closeSync(openSync(lock, "wx", 0o600));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    if (Math.abs(ageOf(lock)) > staleMs) rmSync(lock, { force: true });
    return false;
  }
}

/** Zero where it has gone meanwhile. */
function ageOf(lock: string): number {
  const stats = statSync(lock, { throwIfNoEntry: false });
  return stats === undefined ? 0 : Date.now() - stats.mtimeMs;
}
