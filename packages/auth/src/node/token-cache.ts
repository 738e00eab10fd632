import { createHash, randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type { CachedToken, TokenCache } from "../token-cache.ts";
import { readPrivateFile } from "./private-file.ts";
import type { Environment } from "./source.ts";

/**
 * Keeps tokens in files of mode 0600, one for each login. Files are replaced as a whole, so that processes which share the folder
 * never read half of one; a file that is damaged all the same counts as missing. What cannot be written is not kept.
 *
 * @param options.directory folder of the files, made with mode 0700. Default: `aom-workflow` in `XDG_CACHE_HOME` or `~/.cache`.
 * @throws {CredentialsError} `file-readable-by-others` on reading a file that others may touch.
 */
export function diskTokenCache({ directory, env = process.env }: { directory?: string; env?: Environment } = {}): TokenCache {
  const folder = directory ?? join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "aom-workflow");
  const fileOf = (key: string) => join(folder, `token-${createHash("sha256").update(key).digest("hex").slice(0, 32)}.json`);
  return {
    async read(key) {
      const text = await readPrivateFile(fileOf(key));
      return text === undefined ? undefined : parse(text);
    },
    async write(key, { token, expiresAt }) {
      await mkdir(folder, { recursive: true, mode: 0o700 }).catch(ignore);
      await replace(fileOf(key), JSON.stringify({ token, expiresAt })).catch(ignore);
    },
  };
}

async function replace(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeFile(draft, text, { mode: 0o600, flag: "wx" });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

function parse(text: string): CachedToken | undefined {
  try {
    const { token, expiresAt } = JSON.parse(text);
    return typeof token === "string" && Number.isFinite(expiresAt) && /^[\x21-\x7e]+$/.test(token) ? { token, expiresAt } : undefined;
  } catch {
    return undefined;
  }
}

/** A login that succeeded must not fail because its token cannot be kept. */
function ignore(): void {}
