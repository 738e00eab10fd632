import { randomBytes } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { isUsageError, UsageError } from "../output/usage-error.ts";
import { type ConfigFile, readConfig } from "./config-file.ts";
import { locked } from "./locked.ts";

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
    removeIfThere(beside);
    throw error;
  }
}

function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Where a part of the path is no folder, nothing is there.
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
