import type { Answer } from "../answer.ts";
import type { CommandContext } from "../context.ts";
import { choose, type Layers, layersOf } from "../layers.ts";
import type { Options } from "../program.ts";
import { type SettingName, settingNames, settings } from "../setting.ts";
import { UsageError } from "../usage-error.ts";
import { problemWithSetting } from "./check-setting.ts";
import { type ConfigFile, readConfig } from "./config-file.ts";
import { configPath } from "./config-path.ts";
import { selectProfile, unknownProfile } from "./selected-profile.ts";
import { writeConfig } from "./write-config.ts";

/** Shows or changes settings. @throws UsageError */
export function config(name: string, options: Options, operands: readonly string[], { env }: CommandContext): Answer {
  const path = configPath(env);
  const [first = "", second = ""] = operands;
  if (name === "path") return { exitCode: 0, document: { ok: true, path }, text: path };
  if (name === "list") return list(layersOf(options, env), path, options.showOrigin === true);
  if (name === "get") return get(first as SettingName, layersOf(options, env));
  const file = readConfig(path);
  if (name === "profiles") return profiles(file, selectProfile(options, env, file).name);
  if (name === "use") return use(path, file, first);
  return change(path, file, selectProfile(options, env, file).name, first, name === "set" ? second : undefined);
}

function list(layers: Layers, path: string, showOrigin: boolean): Answer {
  const given = settingNames.map((name) => ({ name, ...shown(name, layers) })).filter(({ value }) => value !== undefined);
  const { name: profile } = layers.profile;
  const width = Math.max(0, ...given.map(({ name, value }) => `${name}=${value}`.length));
  const lines = given.map(({ name, value, origin }) =>
    showOrigin ? `${`${name}=${value}`.padEnd(width)}  ${origin}` : `${name}=${value}`,
  );
  const document = { ok: true, profile, path, settings: given.map(({ name, value, origin }) => ({ name, value, origin })) };
  if (given.length === 0)
    return { exitCode: 0, document, talk: `No setting has a value: neither environment nor the profile ${profile} (${path}).` };
  return { exitCode: 0, document, text: lines.join("\n") };
}

function get(name: SettingName, layers: Layers): Answer {
  const { value, origin } = shown(name, layers);
  if (value === undefined) throw new UsageError(`The setting ${name} has no value. Give it one: aom-workflow config set ${name} VALUE`);
  return { exitCode: 0, document: { ok: true, name, value, origin }, text: value };
}

/** A value as it may be shown, and where it comes from. Of a secret only the reference is shown. */
function shown(name: SettingName, layers: Layers): { readonly value: string | undefined; readonly origin: string } {
  const setting = settings[name];
  const { value, label, origin } = choose(setting.flag.name, layers);
  const isSecret = setting === settings.token && origin === "environment";
  const where = origin === "profile" ? `profile ${layers.profile.name}` : label;
  const file = setting === settings.token && origin === "flag" && value !== undefined;
  return { value: isSecret ? `env:${label}` : file ? `file:${value}` : value, origin: where };
}

function profiles({ profiles }: ConfigFile, used: string): Answer {
  const names = Object.keys(profiles);
  const document = { ok: true, profiles: names, used };
  if (names.length === 0)
    return { exitCode: 0, document, talk: "There is no profile yet. Make one: aom-workflow config set region REGION" };
  return { exitCode: 0, document, text: names.map((name) => `${name === used ? "*" : " "} ${name}`).join("\n") };
}

function use(path: string, file: ConfigFile, name: string): Answer {
  if (!Object.hasOwn(file.profiles, name)) throw new UsageError(unknownProfile(name, file));
  writeConfig(path, { ...file, profile: name });
  return { exitCode: 0, document: { ok: true, profile: name, path }, talk: `The profile ${name} is in use now.` };
}

function change(path: string, file: ConfigFile, profile: string, name: string, value: string | undefined): Answer {
  const problem = value === undefined ? undefined : problemWithSetting(name, value);
  if (problem) throw new UsageError(`The setting ${name} ${problem}.`);
  const { [name]: _, ...others } = file.profiles[profile] ?? {};
  const changed = value === undefined ? others : { ...others, [name]: value };
  writeConfig(path, { ...file, profiles: { ...file.profiles, [profile]: changed } });
  const done = value === undefined ? `The profile ${profile} no longer has ${name}.` : `The profile ${profile} has ${name}=${value} now.`;
  return { exitCode: 0, document: { ok: true, profile, name, ...(value !== undefined && { value }), path }, talk: done };
}
