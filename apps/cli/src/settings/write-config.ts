import { randomBytes } from "node:crypto";
import { closeSync, existsSync, lstatSync, openSync, readlinkSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { makeFolder } from "@aom-workflow/auth/node";
import { isUsageError, UsageError } from "../output/usage-error.ts";
import { type ConfigFile, linkToItself, readConfig } from "./config-file.ts";

/**
 * Changes the settings so that a reader sees either the old or the new ones, only this user can read them, and changes of several
 * processes at once come one after the other. Where the path is a link, the file that it leads to is written.
 *
 * @param change gives the new settings, or throws to leave the old ones
 * @param onWait is called with the path of the lock after a second of waiting for it
 * @throws UsageError that says why not, such as a full disk; the old settings are then still there
 */
export function changeConfig(path: string, change: (config: ConfigFile) => ConfigFile, onWait: (lock: string) => void): void {
  try {
    const file = targetOf(path);
    locked(file, () => write(file, change(readConfig(file))), onWait);
  } catch (error) {
    if (isUsageError(error)) throw error;
    const code = String((error as NodeJS.ErrnoException).code);
    const reason = (code === "EEXIST" ? danglingAbove(path) : undefined) ?? reasons[code] ?? code;
    throw new UsageError(`Could not write the settings to ${path}: ${reason}. They are unchanged.`);
  }
}

/** Says that a folder above, which could not be created, is a link to nothing, or nothing. */
function danglingAbove(path: string): string | undefined {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const isLink = lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink();
    if (isLink && !existsSync(folder))
      return `${folder} is a link to ${readlinkSync(folder)}, which does not exist; create that folder or remove the link`;
  }
  return undefined;
}

/** What a link leads to, be it there or not, so that a link stays one. */
function targetOf(path: string): string {
  let target = path;
  for (let links = 0; lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink(); links++) {
    if (links === mostLinks) throw Object.assign(new Error(), { code: "ELOOP" });
    target = resolve(dirname(target), readlinkSync(target));
  }
  return target;
}

/** As Linux counts. */
const mostLinks = 40;

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
  ENOENT: "no folder can be created there",
  ENOTDIR: "part of the path is a file, not a folder",
  EEXIST: "part of the path is a file, not a folder",
  EISDIR: "there is a folder of this name",
  ERR_FS_EISDIR: "there is a folder in the place of its lock, config.json.lock",
  ELOOP: linkToItself,
};

/** A change takes milliseconds; a lock that is older, or of the future, was left by a process that died. */
const staleMs = 5000;
const pauseMs = 10;
/** Nobody wonders before that. */
const quietMs = 1000;

/**
 * Does work while no other process does work under the same lock, a file beside `path`.
 *
 * @throws what the work throws, or why the lock could not be made, such as a folder that cannot be written
 */
function locked<Result>(path: string, work: () => Result, onWait: (lock: string) => void): Result {
  const lock = `${path}.lock`;
  makeFolder(dirname(path));
  let sayAt = Date.now() + quietMs;
  while (!took(lock)) {
    if (Date.now() >= sayAt) {
      onWait(lock);
      sayAt = Number.POSITIVE_INFINITY;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
  }
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
    const stats = lstatSync(lock, { throwIfNoEntry: false });
    if (stats && Math.abs(Date.now() - stats.mtimeMs) > staleMs) rmSync(lock, { force: true });
    return false;
  }
}
