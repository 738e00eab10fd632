import { dirname, posix, resolve, win32 } from "node:path";
import { UsageError } from "../output/usage-error.ts";
import type { Environment } from "../surface/environment.ts";

/**
 * Where the settings are saved: `$XDG_CONFIG_HOME/aom-workflow/config.json`, by default under `~/.config`; on Windows under `%APPDATA%`.
 * Nowhere without a folder of this user. A relative `XDG_CONFIG_HOME` or `HOME` is refused: it would obey files of whatever folder one is in.
 *
 * @throws UsageError
 */
export function configPath(env: Environment, platform: NodeJS.Platform = process.platform): string | undefined {
  const path = platform === "win32" ? win32 : posix;
  const [variable, ...below] =
    platform === "win32" ? (["APPDATA", "AppData", "Roaming"] as const) : (["XDG_CONFIG_HOME", ".config"] as const);
  const named = env[variable];
  if (named) return path.join(absolute(variable, named, platform), "aom-workflow", "config.json");
  const home = platform === "win32" ? accountHome() : homeOf(env);
  return home === undefined ? undefined : path.join(home, ...below, "aom-workflow", "config.json");
}

/** The same, for who wants to save something. @throws UsageError also where there is no place */
export function requiredConfigPath(env: Environment): string {
  const path = configPath(env);
  if (path !== undefined) return path;
  const variables = process.platform === "win32" ? "APPDATA" : "HOME or XDG_CONFIG_HOME";
  throw new UsageError(`There is no home folder to save settings in: set ${variables} to an absolute path.`);
}

/** Where journals and plans are kept: as `stateFolder` of `@aom-workflow/plan/node`, which is not loaded for this. Nowhere where that refuses the variable. */
export function stateFolder(env: Environment, platform: NodeJS.Platform = process.platform): string | undefined {
  const path = platform === "win32" ? win32 : posix;
  const [variable, ...below] =
    platform === "win32" ? (["LOCALAPPDATA", "AppData", "Local"] as const) : (["XDG_STATE_HOME", ".local", "state"] as const);
  const named = env[variable];
  if (named) return path.isAbsolute(named) ? path.join(named, "aom-workflow") : undefined;
  const home = platform === "win32" ? accountHome() : homeOf(env);
  return home === undefined ? undefined : path.join(home, ...below, "aom-workflow");
}

/** The folder of this user, if there is one. @throws UsageError for a `HOME` that is not an absolute path: it would obey files of whatever folder one is in */
export function homeOf({ HOME: home }: Environment): string | undefined {
  return home ? absolute("HOME", home) : accountHome();
}

/** A path of a profile: `~/` is the home folder, and a relative path starts at the folder of the settings. @throws UsageError */
export function pathOfProfile(path: string, env: Environment): string {
  const config = configPath(env);
  return config === undefined ? path : resolve(dirname(config), withHome(path, env));
}

/** A path as it is saved in a profile: it must name the same file from every folder. */
export function pathForProfile(path: string): string {
  return startsAtHome.test(path) ? path : resolve(path);
}

/** A path whose `~/` is the home folder. @throws UsageError where there is none */
export function withHome(path: string, env: Environment): string {
  if (!startsAtHome.test(path)) return path;
  const home = homeOf(env);
  if (home === undefined) throw new UsageError(`There is no home folder for ${path}: set HOME to an absolute path.`);
  return home + path.slice(1);
}

const startsAtHome = /^~[/\\]/;

/** @throws UsageError for a path that is not absolute */
export function absolute(variable: string, path: string, platform: NodeJS.Platform = process.platform): string {
  if ((platform === "win32" ? win32 : posix).isAbsolute(path)) return path;
  throw new UsageError(`${variable} must be an absolute path, not ${JSON.stringify(path)}.`);
}

/** The home folder by the account, where no variable says it; only then the module is loaded. A container may run with a number that no account has. */
function accountHome(): string | undefined {
  try {
    return process.getBuiltinModule("node:os").userInfo().homedir || undefined;
  } catch {
    return undefined;
  }
}

/** Somebody may put the token where its path belongs. IAM's tokens are base64 that begins with `MII`; no other path without a dot is so long. */
export function looksLikeToken(path: string): boolean {
  return /^[\w+=-][\w+/=-]*$/.test(path) && (/^MII.{16}/.test(path) || path.length >= 64);
}
