import { choose, isOfProfile, type Layers } from "../../settings/layers.ts";
import { isSecret, type SettingName, settings } from "../../surface/settings.ts";

/** A value as it may be shown, and where it comes from. Of a secret only the reference is shown. */
export interface ShownSetting {
  readonly value: string | undefined;
  readonly origin: string;
}

/** Chooses the value of a setting, to be shown. */
export function shownSetting(name: SettingName, layers: Layers): ShownSetting {
  const given = choose(settings[name].flag.name, layers);
  const { value, label, origin } = given;
  if (isOfProfile(given)) return { value, origin: `profile ${layers.profile.name}` };
  return { value: isSecret(name) && origin === "flag" ? `file:${value}` : value, origin: label };
}
