import { oneLine } from "../output/text/printable.ts";
import { UsageError } from "../output/usage-error.ts";
import type { Options } from "../parse/tokens.ts";
import { contradictionOf, likelyRegion, regionWarning, settingProblem } from "../settings/check-setting.ts";
import { type ConfigFile, type Profile, readConfig } from "../settings/config-file.ts";
import { configPath, pathForProfile, requiredConfigPath } from "../settings/paths.ts";
import { isOfProfile, lookUp, requireProfile, type SettingSources, selectProfile, sourcesOf } from "../settings/setting-sources.ts";
import { changeConfig } from "../settings/write-config.ts";
import { isSecret, type SettingName, settingNames, settings } from "../surface/settings.ts";
import type { CommandBody, CommandContext } from "./context.ts";

/** Shows every setting that has a value. */
export const configList: CommandBody = ({ options }, { env }) => {
  const sources = sourcesOf(options, env);
  const path = configPath(env);
  const profile = sources.profile.name;
  const settings = settingNames.map((name) => ({ name, ...shownSetting(name, sources) })).filter(({ value }) => value !== undefined);
  const document = { ok: true, profile, path, settings };
  if (settings.length === 0) {
    return {
      exitCode: 0,
      document,
      talk: `Nothing is set, neither in the environment nor in the profile ${profile} (${path ?? "there is no home folder"}).`,
    };
  }
  const width = Math.max(...settings.map(({ name, value }) => `${name}=${value}`.length));
  const lines = settings.map(({ name, value, origin }) =>
    options["show-origin"] === true ? `${`${name}=${value}`.padEnd(width)}  ${origin}` : `${name}=${value}`,
  );
  return { exitCode: 0, document, text: lines.map(oneLine).join("\n") };
};

/** Saves a setting in the profile, which is created where there is none. */
export const configSet: CommandBody = ({ options, operands }, context) => {
  const { env, warn } = context;
  const [name, given] = operands as [SettingName, string];
  const problem = settingProblem(name, given, env);
  if (problem) throw new UsageError(`The setting ${name} ${problem}.${name === "region" ? likelyRegion(given) : ""}`);
  const value = name === "ca-file" ? pathForProfile(given) : isSecret(name) ? given.replace(/(?<=^file:).*/s, pathForProfile) : given;
  const warning = name === "region" ? regionWarning(value) : undefined;
  if (warning) warn(warning);
  const change = (values: Profile) => {
    const changed = { ...values, [name]: value };
    const contradiction = contradictionOf(changed);
    if (contradiction) throw new UsageError(contradiction);
    return changed;
  };
  const { profile, path } = changeProfile(options, context, change, checkNewName);
  return { exitCode: 0, document: { ok: true, profile, name, value, path }, talk: `Set ${name}=${value} in profile ${profile}.` };
};

/** Removes a setting from the profile. */
export const configUnset: CommandBody = ({ options, operands: [name = ""] }, context) => {
  const { profile, path } = changeProfile(options, context, ({ [name]: _, ...others }) => others, requireProfile);
  return { exitCode: 0, document: { ok: true, profile, name, path }, talk: `Removed ${name} from profile ${profile}.` };
};

/** Lists the profiles. */
export const configProfiles: CommandBody = ({ options }, { env }) => {
  const file = readConfig(configPath(env));
  const used = selectProfile(options, env, file).name;
  const profiles = Object.keys(file.profiles);
  const document = { ok: true, profiles, used };
  if (profiles.length === 0) {
    return { exitCode: 0, document, talk: "There is no profile yet. Create one: aom-workflow config set region REGION" };
  }
  return { exitCode: 0, document, text: profiles.map((name) => oneLine(`${name === used ? "*" : " "} ${name}`)).join("\n") };
};

/** Makes a profile the one that is used where none is named. */
export const configUse: CommandBody = ({ operands: [profile = ""] }, context) => {
  const path = changeFile(context, (file) => {
    requireProfile(profile, file);
    return { ...file, profile };
  });
  return { exitCode: 0, document: { ok: true, profile, path }, talk: `Default profile: ${profile}` };
};

/** Deletes a profile. Where it was in use, `default` is from then on. */
export const configDeleteProfile: CommandBody = ({ operands: [name = ""] }, context) => {
  let wasInUse = false;
  const path = changeFile(context, (file) => {
    requireProfile(name, file);
    const { [name]: _, ...profiles } = file.profiles;
    const { profile: used, ...rest } = file;
    wasInUse = used === name;
    return wasInUse ? { ...rest, profiles } : { ...file, profiles };
  });
  const talk = `The profile ${name} is deleted.${wasInUse ? " Default profile: default" : ""}`;
  return { exitCode: 0, document: { ok: true, profile: name, path }, talk };
};

/** A value as it may be shown, and where it comes from. Of a secret only the reference is shown. */
function shownSetting(name: SettingName, sources: SettingSources): { readonly value: string | undefined; readonly origin: string } {
  const given = lookUp(settings[name].flag.name, sources);
  const { value, label, origin } = given;
  if (isOfProfile(given)) return { value, origin: `profile ${sources.profile.name}` };
  return { value: isSecret(name) && origin === "flag" ? `file:${value}` : value, origin: label };
}

/** Changes the selected profile and leaves everything else in the file as it is. @param checkNew throws where a profile may not be created */
function changeProfile(
  options: Options,
  context: CommandContext,
  change: (profile: Profile) => Profile,
  checkNew: (name: string, file: ConfigFile) => void,
): { readonly profile: string; readonly path: string } {
  let profile = "";
  const path = changeFile(context, (file) => {
    const { name, values } = selectProfile(options, context.env, file);
    if (!Object.hasOwn(file.profiles, name)) checkNew(name, file);
    profile = name;
    return { ...file, profiles: { ...file.profiles, [name]: change(values) } };
  });
  return { profile, path };
}

/** @returns the path of the file */
function changeFile({ env, tell }: CommandContext, change: (file: ConfigFile) => ConfigFile): string {
  const path = requiredConfigPath(env);
  changeConfig(path, change, (lock) => tell(`Waiting for another process to change the settings (${lock}).`));
  return path;
}

function checkNewName(name: string): void {
  if (/^\w[\w.-]*$/.test(name)) return;
  throw new UsageError(`The name of a profile must be a word of letters, digits, ".", "-" and "_", not ${JSON.stringify(name)}.`);
}
