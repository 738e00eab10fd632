import { constants, openSync } from "node:fs";
import { open, stat } from "node:fs/promises";
import { shellQuoted } from "./shell-quoted.ts";
import { nameOfSource, type TokenSource } from "./token-source.ts";
import { isUsageError, UsageError } from "./usage-error.ts";

/** Longest token that the vendor's page of the operation allows, and a line break. */
const mostBytes = 40_960 + 2;

/** Reads the token and takes the line break off its end. @throws UsageError that names the source, never its content. */
export async function readToken(source: TokenSource): Promise<string> {
  const text =
    source.kind === "environment" ? source.value : source.kind === "stdin" ? await readAll(process.stdin) : await readFile(source.path);
  const token = text?.replace(/(\r?\n)+$/, "");
  if (token === undefined || token.length > mostBytes - 2)
    throw new UsageError(`${nameOfSource(source)} is longer than the 40960 characters that a token can have.`);
  if (token === "") throw new UsageError(`${nameOfSource(source)} is empty: put an IAM token of the project into it.`);
  if (/[^\x21-\x7e]/.test(token))
    throw new UsageError(`${nameOfSource(source)} holds ${strange(token)}, which no token has: put nothing but the token into it.`);
  return token;
}

async function readFile(path: string): Promise<string | undefined> {
  try {
    const isPipe = (await stat(path)).isFIFO();
    return await (isPipe ? readPipe(path) : readRegular(path));
  } catch (error) {
    throw isUsageError(error) ? error : unreadable(path, error);
  }
}

async function readRegular(path: string): Promise<string | undefined> {
  await using file = await open(path);
  const stats = await file.stat();
  if (stats.isFile() && process.platform !== "win32" && stats.mode & 0o077) {
    throw new UsageError(`The token file ${path} can be read by other users. Run: chmod 600 ${shellQuoted(path)}`);
  }
  return await readAll(file.createReadStream({ autoClose: false }));
}

/** Opening a pipe that nobody writes to would block until somebody does, and not even an interruption could end that. */
async function readPipe(path: string): Promise<string | undefined> {
  const { Socket } = await import("node:net");
  return readAll(new Socket({ fd: openSync(path, constants.O_RDONLY | constants.O_NONBLOCK), readable: true, writable: false }));
}

async function readAll(stream: AsyncIterable<Uint8Array | string>): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    length += bytes.length;
    if (length > mostBytes) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "does not exist: check the path",
  ENOTDIR: "does not exist: check the path",
  EACCES: "cannot be read: it belongs to another user or lacks the permission",
  EISDIR: "is a directory: name a file",
};

function unreadable(path: string, error: unknown): UsageError {
  const code = String((error as NodeJS.ErrnoException).code ?? "unknown error");
  return path === ""
    ? new UsageError("--token-file must not be empty.")
    : new UsageError(`The token file ${path} ${reasons[code] ?? `cannot be read (${code})`}.`);
}

function strange(token: string): string {
  if (/[\r\n]/.test(token)) return "more than one line";
  return /\s/.test(token) ? "a blank" : "a character outside of ASCII";
}
