import { UsageError } from "../output/usage-error.ts";
import type { Options } from "../parse/tokens.ts";
import type { Environment } from "../surface/environment.ts";
import { isSecret, type SettingName, settingNames, settingOf, settings } from "../surface/settings.ts";
import { type ConfigFile, type Profile, readConfig } from "./config-file.ts";
import { configPath, pathOfProfile } from "./paths.ts";

/** What settings are taken from; the first that has one wins. */
export interface SettingSources {
  readonly options: Options;
  readonly env: Environment;
  readonly profile: SelectedProfile;
}

/** Where a value can come from, the first that has one wins: a profile that `--profile` names goes before the environment, another after it. */
export const origins = ["flag", "named-profile", "environment", "profile"] as const;

export type Origin = (typeof origins)[number];

/** A value with the place that it comes from. Of a secret in a variable or profile it is the reference: `env:NAME`, `file:PATH`. */
export interface SettingValue {
  readonly value: string | undefined;
  /** The name by which the person knows it: `--region`, `AOM_WORKFLOW_REGION`, `The setting region of the profile default`. */
  readonly label: string;
  readonly origin: Origin | undefined;
}

/** Settings on top of the profile that the options or the environment name. @throws UsageError when it cannot be read or does not exist */
export function sourcesOf(options: Options, env: Environment, profile = readProfile(options, env)): SettingSources {
  // Not enumerable: printing settings must not print the environment, which has secrets.
  return Object.defineProperty({ options, env, profile }, "env", { enumerable: false });
}

/** The value of a setting, or of a flag that is not one, and where it comes from. An empty variable counts as not set. */
export function lookUp(flag: string, { options, env, profile }: SettingSources): SettingValue {
  const value = options[flag];
  if (typeof value === "string") return { value, label: `--${flag}`, origin: "flag" };
  const nowhere = { value: undefined, label: `--${flag}`, origin: undefined };
  const name = settingOf(flag);
  if (name === undefined) return nowhere;
  const { variable } = settings[name].flag;
  const fromProfile = givenByProfile(name, profile, env);
  if (fromProfile?.origin === "named-profile") return fromProfile;
  if (env[variable]) return { value: isSecret(name) ? `env:${variable}` : env[variable], label: variable, origin: "environment" };
  return fromProfile ?? nowhere;
}

/** Does the value come from a profile, whatever named that? */
export function isOfProfile({ origin }: SettingValue): boolean {
  return origin === "profile" || origin === "named-profile";
}

/** Is the profile one that the command line names? Then a variable that happens to be set does not override it. */
export function isNamedByFlag({ namedBy }: SelectedProfile): boolean {
  return namedBy === "--profile";
}

/** Says which variables override settings of the profile that is used by default; one that was named is meant to be combined with them. */
export function overriding({ options, env, profile }: SettingSources): string | undefined {
  if (profile.namedBy !== undefined) return undefined;
  const overridden = settingNames.filter((name) => {
    const { name: flag, variable } = settings[name].flag;
    // An address takes the place of a region.
    const saved = profile.values[name] ?? (name === "endpoint" ? profile.values.region : undefined);
    return options[flag] === undefined && env[variable] && saved !== undefined && saved !== env[variable];
  });
  if (overridden.length === 0) return undefined;
  const variables = overridden.map((name) => settings[name].flag.variable).join(" and ");
  return `${variables} ${overridden.length === 1 ? "overrides a setting" : "override settings"} of the profile ${profile.name}.`;
}

/** The profile that settings are taken from. */
export interface SelectedProfile {
  readonly name: string;
  /** What named it: `--profile`, the variable, or nothing for the one in use. */
  readonly namedBy: "--profile" | "AOM_WORKFLOW_PROFILE" | undefined;
  readonly values: Profile;
}

/** Chooses the profile: flag, then variable, then the one in use, then `default`. It need not exist. */
export function selectProfile(options: Options, env: Environment, config: ConfigFile): SelectedProfile {
  const flag = typeof options.profile === "string" ? options.profile : undefined;
  const named = flag ?? (env.AOM_WORKFLOW_PROFILE || undefined);
  const name = named ?? config.profile ?? "default";
  if (name === "" || /[\0-\x1f\x7f-\x9f]/.test(name)) throw new UsageError("--profile must be a name.");
  const namedBy = flag !== undefined ? "--profile" : named ? "AOM_WORKFLOW_PROFILE" : undefined;
  return { name, namedBy, values: profileOf(config, name) ?? {} };
}

/** @throws UsageError that says which profiles there are where there is none of this name */
export function requireProfile(name: string, config: ConfigFile): void {
  if (profileOf(config, name)) return;
  const names = Object.keys(config.profiles);
  const there =
    names.length > 0 ? `there are ${names.join(", ")}` : `create it with: aom-workflow config set region REGION --profile ${name}`;
  throw new UsageError(`There is no profile ${JSON.stringify(name)}; ${there}.`);
}

function readProfile(options: Options, env: Environment): SelectedProfile {
  const config = readConfig(configPath(env));
  const profile = selectProfile(options, env, config);
  if (profile.namedBy !== undefined) requireProfile(profile.name, config);
  return profile;
}

function givenByProfile(name: SettingName, profile: SelectedProfile, env: Environment): SettingValue | undefined {
  const value = profile.values[name];
  if (value === undefined) return undefined;
  const label = `The setting ${name} of the profile ${profile.name}`;
  const origin = isNamedByFlag(profile) ? "named-profile" : "profile";
  return { value: name === "ca-file" ? pathOfProfile(value, env) : value, label, origin };
}

function profileOf({ profiles }: ConfigFile, name: string): Profile | undefined {
  return Object.hasOwn(profiles, name) ? profiles[name] : undefined;
}
