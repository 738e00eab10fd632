import { open } from "node:fs/promises";
import type { Secret } from "@aom-workflow/client/internal";
import { shellQuoted } from "../output/text/printable.ts";
import { isUsageError, UsageError } from "../output/usage-error.ts";
import { isPipe, openPipe } from "../settings/open-pipe.ts";
import { looksLikeToken } from "../settings/paths.ts";
import { readAll } from "./read-all.ts";

/** Reads a token file that only its owner can read, or a pipe. @throws UsageError that names the file, never its content */
export async function readTokenFile(path: string): Promise<Secret> {
  try {
    return await (isPipe(path) ? readAll(await openPipe(path)) : readRegular(path));
  } catch (error) {
    throw isUsageError(error) ? error : unreadable(path, error);
  }
}

async function readRegular(path: string): Promise<Secret> {
  await using file = await open(path);
  const stats = await file.stat();
  if (stats.isFile() && process.platform !== "win32" && stats.mode & 0o077) {
    throw new UsageError(`The token file ${path} can be read by other users. Run: chmod 600 ${shellQuoted(path)}`);
  }
  return await readAll(file.createReadStream({ autoClose: false }));
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "does not exist: check the path",
  ENOTDIR: "does not exist: check the path",
  EACCES: "cannot be read: it belongs to another user or lacks the permission",
  EISDIR: "is a directory: name a file",
};

function unreadable(path: string, error: unknown): UsageError {
  const code = String((error as NodeJS.ErrnoException).code ?? "unknown error");
  if (looksLikeToken(path)) return new UsageError("--token-file takes the path of a file with the token, not the token itself.");
  return path === ""
    ? new UsageError("--token-file must not be empty.")
    : new UsageError(`The token file ${path} ${reasons[code] ?? `cannot be read (${code})`}.`);
}
