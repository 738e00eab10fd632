import { type SettingName, settingNames, settings } from "../surface/settings.ts";
import type { Layers } from "./layers.ts";

/** Settings of which one takes the place of the other. */
const rivals: Partial<Record<SettingName, SettingName>> = { endpoint: "region" };

/** Says which variables override settings of the profile that is used by default; one that was named is meant to be combined with them. */
export function overriding({ options, env, profile }: Layers): string | undefined {
  if (profile.namedBy !== undefined) return undefined;
  const overridden = settingNames.filter((name) => {
    const { name: flag, variable } = settings[name].flag;
    const saved = profile.values[name] ?? profile.values[rivals[name] ?? name];
    return options[flag] === undefined && env[variable] && saved !== undefined && saved !== env[variable];
  });
  if (overridden.length === 0) return undefined;
  const variables = overridden.map((name) => settings[name].flag.variable).join(" and ");
  return `${variables} ${overridden.length === 1 ? "overrides a setting" : "override settings"} of the profile ${profile.name}.`;
}
