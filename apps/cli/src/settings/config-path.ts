import { homedir } from "node:os";
import { posix, win32 } from "node:path";
import { UsageError } from "../output/usage-error.ts";
import type { Environment } from "../surface/environment.ts";

/**
 * Where the settings are saved: `$XDG_CONFIG_HOME/aom-workflow/config.json`, by default under `~/.config`; on Windows under `%APPDATA%`.
 * A relative `XDG_CONFIG_HOME` or `HOME` is refused: it would obey files of whatever folder one is in.
 *
 * @throws UsageError
 */
export function configPath(env: Environment, platform: NodeJS.Platform = process.platform): string {
  if (platform === "win32") return win32.join(env.APPDATA || win32.join(homedir(), "AppData", "Roaming"), "aom-workflow", "config.json");
  const config = env.XDG_CONFIG_HOME || posix.join(homeOf(env), ".config");
  if (!posix.isAbsolute(config)) throw notAbsolute("XDG_CONFIG_HOME", config);
  return posix.join(config, "aom-workflow", "config.json");
}

/** The folder of this user. @throws UsageError for a `HOME` that is no absolute path */
function homeOf({ HOME: home = homedir() }: Environment): string {
  if (!posix.isAbsolute(home)) throw notAbsolute("HOME", home);
  return home;
}

function notAbsolute(variable: string, value: string): UsageError {
  return new UsageError(`${variable} must be an absolute path, not ${JSON.stringify(value)}.`);
}
