import { CredentialsError } from "../credentials/credentials-error.ts";
import type { Environment } from "./source.ts";

/** Modules of Node, loaded when they are first used: each takes a noticeable part of the time that a command takes to start. */

/** Loaded without WebCrypto, which an import would bring along. */
export const nodeCrypto = (): typeof import("node:crypto") => process.getBuiltinModule("node:crypto");

export const files = (): typeof import("node:fs/promises") => process.getBuiltinModule("node:fs").promises;

/**
 * The folder of this user: `HOME` of the environment, else that of the account. Undefined if there is neither, as in a container that runs with a
 * number no account has.
 *
 * @throws {CredentialsError} `file-unreadable` for a folder that is not absolute: it would read files of the current folder.
 */
export function homeFolder({ HOME: home }: Environment): string | undefined {
  return home ? absolute("HOME", home) : accountHome();
}

/** A file in the folder of this user; undefined if there is no such folder. */
export function homeFile(env: Environment, ...path: readonly string[]): string | undefined {
  const home = homeFolder(env);
  return home === undefined ? undefined : process.getBuiltinModule("node:path").join(home, ...path);
}

/** A file that was named explicitly must exist: without it, other keys or another address would be used. */
export function noSuchFile(what: string, path: string): CredentialsError {
  const hint = path.startsWith("~") ? "; only a shell replaces ~, so write the whole path" : "; check the path";
  return new CredentialsError("file-unreadable", `The ${what} ${path} does not exist${hint}.`, { source: path });
}

function accountHome(): string | undefined {
  try {
    return process.getBuiltinModule("node:os").userInfo().homedir || undefined;
  } catch {
    return undefined;
  }
}

/** @throws {CredentialsError} `file-unreadable` for a path that is not absolute. */
export function absolute(variable: string, path: string): string {
  if (process.getBuiltinModule("node:path").isAbsolute(path)) return path;
  throw new CredentialsError("file-unreadable", `${variable} must be an absolute path, not ${JSON.stringify(path)}.`, { source: variable });
}
