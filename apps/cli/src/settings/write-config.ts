import { randomBytes } from "node:crypto";
import { closeSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { isUsageError, UsageError } from "../output/usage-error.ts";
import { type ConfigFile, readConfig } from "./config-file.ts";

/**
 * Changes the settings so that a reader sees either the old or the new ones, only this user can read them, and changes of several
 * processes at once come one after the other.
 *
 * @param change gives the new settings, or throws to leave the old ones
 * @throws UsageError that says why not, such as a full disk; the old settings are then still there
 */
export function changeConfig(path: string, change: (config: ConfigFile) => ConfigFile): void {
  try {
    locked(path, () => write(path, change(readConfig(path))));
  } catch (error) {
    if (isUsageError(error)) throw error;
    const code = String((error as NodeJS.ErrnoException).code);
    throw new UsageError(`Could not write the settings to ${path}: ${reasons[code] ?? code}. They are unchanged.`);
  }
}

function write(path: string, config: ConfigFile): void {
  const beside = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    writeFileSync(beside, `${JSON.stringify(config, undefined, 2)}\n`, { mode: 0o600, flag: "wx", flush: true });
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "the permission is missing",
  EPERM: "the permission is missing",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  ENOTDIR: "a part of the path is a file, not a folder",
  EEXIST: "a part of the path is a file, not a folder",
  EISDIR: "there is a folder of this name",
};

/** A change takes milliseconds; a lock that is older, or of the future, was left by a process that died. */
const staleMs = 5000;
const pauseMs = 10;

/**
 * Does work while no other process does work under the same lock, a file beside `path`.
 *
 * @throws what the work throws, or why the lock could not be made, such as a folder that cannot be written
 */
function locked<Result>(path: string, work: () => Result): Result {
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
    // It may have gone meanwhile.
    const stats = statSync(lock, { throwIfNoEntry: false });
    if (stats && Math.abs(Date.now() - stats.mtimeMs) > staleMs) rmSync(lock, { force: true });
    return false;
  }
}
