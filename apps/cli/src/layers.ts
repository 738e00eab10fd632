import { readConfig } from "./config/config-file.ts";
import { configPath } from "./config/config-path.ts";
import { existing, type SelectedProfile, selectProfile } from "./config/selected-profile.ts";
import type { Environment } from "./environment.ts";
import type { Options } from "./program.ts";
import { type SettingName, settings } from "./setting.ts";

/** What settings are taken from; the first that has one wins. */
export interface Layers {
  readonly options: Options;
  readonly env: Environment;
  readonly profile: SelectedProfile;
}

/** A value with the place that it comes from. */
export interface Given {
  readonly value: string | undefined;
  /** The name by which the person knows it: `--region`, `AOM_WORKFLOW_REGION`, `region of the profile default`. */
  readonly label: string;
  readonly origin: "flag" | "environment" | "profile" | undefined;
}

/** Reads the profile that the options or the environment name. @throws UsageError when it cannot be read or does not exist */
export function layersOf(options: Options, env: Environment): Layers {
  const config = readConfig(configPath(env));
  return { options, env, profile: existing(selectProfile(options, env, config), config) };
}

/** The value of a setting, of a flag without one, and where it comes from. An empty variable counts as not set. */
export function choose(flag: string, { options, env, profile }: Layers): Given {
  const value = options[flag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())] as string | undefined;
  if (value !== undefined) return { value, label: `--${flag}`, origin: "flag" };
  const name = (Object.keys(settings) as SettingName[]).find((each) => settings[each].flag.name === flag);
  if (name === undefined) return { value, label: `--${flag}`, origin: undefined };
  const { variable } = settings[name].flag;
  if (env[variable]) return { value: env[variable], label: variable, origin: "environment" };
  const kept = Object.hasOwn(profile.values, name) ? profile.values[name] : undefined;
  if (kept !== undefined) return { value: kept, label: `The setting ${name} of the profile ${profile.name}`, origin: "profile" };
  return { value, label: `--${flag}`, origin: undefined };
}
