import { randomBytes } from "node:crypto";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { UsageError } from "../output/usage-error.ts";
import type { ConfigFile } from "./config-file.ts";

/**
 * Writes the settings so that a reader sees either the old or the new ones, and only this user can read them.
 *
 * @throws UsageError that says why not, such as a full disk; the old settings are then still there
 */
export function writeConfig(path: string, config: ConfigFile): void {
  const beside = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(beside, `${JSON.stringify(config, undefined, 2)}\n`, { mode: 0o600, flag: "wx", flush: true });
    renameSync(beside, path);
  } catch (error) {
    removeIfThere(beside);
    const code = String((error as NodeJS.ErrnoException).code);
    throw new UsageError(`Could not write the settings to ${path}: ${reasons[code] ?? code}. They are unchanged.`);
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
