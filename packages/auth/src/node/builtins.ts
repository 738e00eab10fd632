import { CredentialsError } from "../credentials/credentials-error.ts";
import type { Environment } from "./source.ts";

/** Modules of Node, loaded when they are first used: each takes a noticeable part of the time that a command takes to start. */

/** Loaded without WebCrypto, which an import would bring along. */
export const nodeCrypto = (): typeof import("node:crypto") => process.getBuiltinModule("node:crypto");

export const files = (): typeof import("node:fs/promises") => process.getBuiltinModule("node:fs").promises;

/**
 * The folder of this user: `HOME` of the environment, else what the system says.
 *
 * @throws {CredentialsError} `file-unreadable` for a folder that is not absolute: it would obey files of whatever folder one is in.
 */
export function homeFolder({ HOME: home = process.getBuiltinModule("node:os").homedir() }: Environment): string {
  return absolute("HOME", home);
}

/** @throws {CredentialsError} `file-unreadable` for a path that is not absolute. */
export function absolute(variable: string, path: string): string {
  if (process.getBuiltinModule("node:path").isAbsolute(path)) return path;
  throw new CredentialsError("file-unreadable", `${variable} must be an absolute path, not ${JSON.stringify(path)}.`, { source: variable });
}
