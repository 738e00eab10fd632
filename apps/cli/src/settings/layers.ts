import type { Options } from "../parse/invocation.ts";
import type { Environment } from "../surface/environment.ts";
import { settingOf, settings } from "../surface/settings.ts";
import { readConfig } from "./config-file.ts";
import { configPath } from "./config-path.ts";
import { existing, type SelectedProfile, selectProfile } from "./selected-profile.ts";

/** What settings are taken from; the first that has one wins. */
export interface Layers {
  readonly options: Options;
  readonly env: Environment;
  readonly profile: SelectedProfile;
}

/** A value with the place that it comes from. */
export interface Given {
  readonly value: string | undefined;
  /** The name by which the person knows it: `--region`, `AOM_WORKFLOW_REGION`, `The setting region of the profile default`. */
  readonly label: string;
  readonly origin: "flag" | "environment" | "profile" | undefined;
}

/** Reads the profile that the options or the environment name. @throws UsageError when it cannot be read or does not exist */
export function layersOf(options: Options, env: Environment): Layers {
  const config = readConfig(configPath(env));
  return { options, env, profile: existing(selectProfile(options, env, config), config) };
}

/** The value of a setting, or of a flag that is not one, and where it comes from. An empty variable counts as not set. */
export function choose(flag: string, { options, env, profile }: Layers): Given {
  const value = options[flag];
  if (typeof value === "string") return { value, label: `--${flag}`, origin: "flag" };
  const nowhere = { value: undefined, label: `--${flag}`, origin: undefined };
  const name = settingOf(flag);
  if (name === undefined) return nowhere;
  const { variable } = settings[name].flag;
  if (env[variable]) return { value: env[variable], label: variable, origin: "environment" };
  const saved = Object.hasOwn(profile.values, name) ? profile.values[name] : undefined;
  return saved === undefined ? nowhere : { value: saved, label: `The setting ${name} of the profile ${profile.name}`, origin: "profile" };
}
