import { posix, win32 } from "node:path";
import type { Environment } from "../surface/environment.ts";
import { absolute, accountHome, homeOf } from "./home.ts";

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
