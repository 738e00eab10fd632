import { homedir } from "node:os";
import { posix, win32 } from "node:path";
import type { Environment } from "../surface/environment.ts";

/**
 * Where the settings are saved: `$XDG_CONFIG_HOME/aom-workflow/config.json`, by default under `~/.config`; on Windows under `%APPDATA%`.
 * A relative `XDG_CONFIG_HOME` counts as not set, as the XDG Base Directory Specification has it.
 */
export function configPath(env: Environment, platform: NodeJS.Platform = process.platform): string {
  if (platform === "win32") return win32.join(env.APPDATA || win32.join(homedir(), "AppData", "Roaming"), "aom-workflow", "config.json");
  const home =
    env.XDG_CONFIG_HOME && posix.isAbsolute(env.XDG_CONFIG_HOME) ? env.XDG_CONFIG_HOME : posix.join(env.HOME || homedir(), ".config");
  return posix.join(home, "aom-workflow", "config.json");
}
