import { close as closeFile, constants, mkdirSync, open as openFile, readFile as readOpenFile, fstat as statFile, statSync } from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { CredentialsError, isCredentialsError } from "../credentials/credentials-error.ts";
import { fileText } from "./file-text.ts";

// Not `node:fs/promises`: loading it takes as long as a tenth of Node's start.
const open = promisify(openFile);
const fstat = promisify(statFile);
const readFile = promisify(readOpenFile);
const close = promisify(closeFile);

/**
 * Reads a file that contains secrets.
 *
 * @returns its text, or undefined if there is no such file.
 * @throws {CredentialsError} `file-readable-by-others` if group or others may touch it, `file-unreadable` if it could not be read.
 */
export async function readPrivateFile(path: string): Promise<string | undefined> {
  try {
    // Without O_NONBLOCK, opening a pipe without a writer would never end.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stats = await fstat(file);
      if (!stats.isFile()) throw notAFile(path);
      const { mode } = stats;
      if (process.platform !== "win32" && (mode & 0o077) !== 0) throw readableByOthers(path, mode);
      return fileText(await readFile(file));
    } finally {
      await close(file);
    }
  } catch (error) {
    if (isCredentialsError(error)) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new CredentialsError("file-unreadable", `The file ${path} could not be read (${code}); check its path and permissions.`, {
      source: path,
      cause: error,
    });
  }
}

function notAFile(path: string): CredentialsError {
  return new CredentialsError("file-unreadable", `${path} is not a regular file; check the path.`, { source: path });
}

function readableByOthers(path: string, mode: number): CredentialsError {
  const octal = (mode & 0o777).toString(8);
  return new CredentialsError(
    "file-readable-by-others",
    `The file ${path} is open to others (mode ${octal}); run \`chmod 600 ${quote(path)}\` and try again.`,
    { source: path },
  );
}

function quote(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

/**
 * Creates a folder that only this user can enter, and those above it. Node's own recursion never ends if a folder exists and none can be created in
 * it, as in /proc.
 *
 * @throws the error of the system, such as one with the code `EACCES`
 */
export function makeFolder(path: string): void {
  if (isFolder(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process may have created it meanwhile.
    if (!isFolder(path)) throw error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
