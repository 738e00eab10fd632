import { CredentialsError, isCredentialsError } from "../credentials/credentials-error.ts";
import { files } from "./builtins.ts";

/**
 * Reads a file that contains secrets.
 *
 * @returns its text, or nothing where there is no such file.
 * @throws {CredentialsError} `file-readable-by-others` where group or others may touch it, `file-unreadable` where it could not be read.
 */
export async function readPrivateFile(path: string): Promise<string | undefined> {
  try {
    const file = await files().open(path, "r");
    try {
      const { mode } = await file.stat();
      if (process.platform !== "win32" && (mode & 0o077) !== 0) throw readableByOthers(path, mode);
      return (await file.readFile("utf8")).replace(/^\ufeff/, "");
    } finally {
      await file.close();
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
