import { isAbsolute, posix, win32 } from "node:path";
import { UsageError } from "../output/usage-error.ts";
import type { Environment } from "../surface/environment.ts";

/**
 * Where the settings are saved: `$XDG_CONFIG_HOME/aom-workflow/config.json`, by default under `~/.config`; on Windows under `%APPDATA%`.
 * A relative `XDG_CONFIG_HOME` or `HOME` is refused: it would obey files of whatever folder one is in.
 *
 * @throws UsageError
 */
export function configPath(env: Environment, platform: NodeJS.Platform = process.platform): string {
  if (platform === "win32")
    return win32.join(env.APPDATA || win32.join(accountHome(), "AppData", "Roaming"), "aom-workflow", "config.json");
  const config = env.XDG_CONFIG_HOME || posix.join(homeOf(env), ".config");
  return posix.join(absolute("XDG_CONFIG_HOME", config), "aom-workflow", "config.json");
}

/** The folder of this user. @throws UsageError for a `HOME` that is no absolute path: it would obey files of whatever folder one is in */
export function homeOf({ HOME: home = accountHome() }: Environment): string {
  return absolute("HOME", home);
}

/** @throws UsageError for a path that is not absolute */
export function absolute(variable: string, path: string): string {
  if (isAbsolute(path)) return path;
  throw new UsageError(`${variable} must be an absolute path, not ${JSON.stringify(path)}.`);
}

/** The home folder by the account, where no variable says it; only then the module is loaded. */
export function accountHome(): string {
  return process.getBuiltinModule("node:os").homedir();
}

/** Somebody may put the token where its path belongs. IAM's tokens are base64 that begins with `MII`; no other path without a dot is so long. */
export function looksLikeToken(path: string): boolean {
  return /^[\w+=-][\w+/=-]*$/.test(path) && (/^MII.{16}/.test(path) || path.length >= 64);
}
