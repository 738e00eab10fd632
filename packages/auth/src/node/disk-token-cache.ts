import { join } from "node:path";
import { type OptionKinds, Secret, tokenProblem } from "@aom-workflow/http/internal";
import { optionsOf } from "../credentials/read-options.ts";
import type { CachedToken, LoginOrigin, TokenCache } from "../iam/token-cache.ts";
import { absolute, files, homeFile, nodeCrypto } from "./builtins.ts";
import { makeFolder, readPrivateFile } from "./private-file.ts";
import type { Environment } from "./source.ts";

/** Where the tokens are kept. */
export interface DiskTokenCacheOptions {
  /** Folder of the files, created with mode 0700. Default: `aom-workflow` in `XDG_CACHE_HOME` or `~/.cache`. */
  directory?: string | undefined;
  env?: Environment | undefined;
}

const optionKinds: OptionKinds<DiskTokenCacheOptions> = { directory: "value", env: "value" };

/** Tokens in files. */
export interface DiskTokenCache extends TokenCache {
  /** Keeps a token. Resolves to whether it could be written. */
  write(key: string, token: CachedToken): Promise<boolean>;
  /** Could a token be kept? Creates the folder if it is missing. */
  isWritable(): Promise<boolean>;
  /** Removes a token. Resolves to whether there was one. */
  remove(key: string): Promise<boolean>;
}

/**
 * Keeps tokens in files of mode 0600, one for each login. Files are replaced as a whole, so that processes which share the folder
 * never read half of one; a file that is damaged all the same counts as missing. Without a folder of this user nothing is kept.
 *
 * @throws {CredentialsError} `file-readable-by-others` on reading a file that others may read or change;
 *   at once `invalid-option` for an option that does not exist.
 */
export function diskTokenCache(options: DiskTokenCacheOptions = {}): DiskTokenCache {
  const { directory, env = process.env } = optionsOf(options, optionKinds);
  const folder = directory ?? cacheFolder(env);
  if (folder === undefined) return noTokenCache;
  const fileOf = (key: string) => join(folder, `token-${nodeCrypto().hash("sha256", key, "hex").slice(0, 32)}.json`);
  return {
    async read(key) {
      const text = await readPrivateFile(fileOf(key));
      return text === undefined ? undefined : parse(text);
    },
    write: (key, { token, expiresAt, projectId, login }) =>
      succeeds(async () => {
        makeFolder(folder);
        await replace(fileOf(key), JSON.stringify({ token: token.reveal(), expiresAt, projectId, login }));
      }),
    isWritable: () =>
      succeeds(async () => {
        makeFolder(folder);
        await files().access(folder, files().constants.W_OK);
        const draft = join(folder, `draft-${nodeCrypto().randomUUID()}`);
        await files().writeFile(draft, "", { mode: 0o600, flag: "wx" });
        await files().rm(draft);
      }),
    remove: (key) => succeeds(() => files().rm(fileOf(key))),
  };
}

/** Keeps nothing: there is no folder of this user. */
const noTokenCache: DiskTokenCache = {
  read: async () => undefined,
  write: async () => false,
  isWritable: async () => false,
  remove: async () => false,
};

function cacheFolder({ XDG_CACHE_HOME: cache, ...env }: Environment): string | undefined {
  return cache ? join(absolute("XDG_CACHE_HOME", cache), "aom-workflow") : homeFile(env, ".cache", "aom-workflow");
}

/** A login that succeeded must not fail because its token cannot be kept. */
async function succeeds(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch {
    return false;
  }
}

async function replace(file: string, text: string): Promise<void> {
  const draft = `${file}.${nodeCrypto().randomUUID()}`;
  try {
    await files().writeFile(draft, text, { mode: 0o600, flag: "wx" });
    await files().rename(draft, file);
  } catch (error) {
    await files().rm(draft, { force: true });
    throw error;
  }
}

function parse(text: string): CachedToken | undefined {
  try {
    const { token, expiresAt, projectId, login } = JSON.parse(text);
    const usable = tokenProblem(token) === undefined && Number.isFinite(expiresAt) && ["string", "undefined"].includes(typeof projectId);
    return usable && (login === undefined || isLoginOrigin(login)) ? { token: new Secret(token), expiresAt, projectId, login } : undefined;
  } catch {
    return undefined;
  }
}

function isLoginOrigin(login: unknown): login is LoginOrigin {
  const { iamEndpoint, account, user } = Object(login) as Partial<LoginOrigin>;
  return [iamEndpoint, account, user].every((text) => typeof text === "string");
}
