import { choose, type Layers } from "../../settings/layers.ts";
import { isSecret, type SettingName, settings } from "../../surface/settings.ts";

/** A value as it may be shown, and where it comes from. Of a secret only the reference is shown. */
export interface ShownSetting {
  readonly value: string | undefined;
  readonly origin: string;
}

/** Chooses the value of a setting, to be shown. */
export function shownSetting(name: SettingName, layers: Layers): ShownSetting {
  const { value, label, origin } = choose(settings[name].flag.name, layers);
  if (origin === "profile" || origin === "named-profile") return { value, origin: `profile ${layers.profile.name}` };
  if (!isSecret(name) || value === undefined) return { value, origin: label };
  return { value: origin === "environment" ? `env:${label}` : `file:${value}`, origin: label };
}
