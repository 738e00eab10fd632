import { configPath } from "../../settings/config-path.ts";
import { layersOf } from "../../settings/layers.ts";
import { settingNames } from "../../surface/settings.ts";
import type { CommandBody } from "../context.ts";
import { shownSetting } from "./shown.ts";

/** Shows every setting that has a value. */
export const configList: CommandBody = ({ options }, { env }) => {
  const layers = layersOf(options, env);
  const path = configPath(env);
  const profile = layers.profile.name;
  const settings = settingNames.map((name) => ({ name, ...shownSetting(name, layers) })).filter(({ value }) => value !== undefined);
  const document = { ok: true, profile, path, settings };
  if (settings.length === 0) {
    return { exitCode: 0, document, talk: `No setting has a value, neither in the environment nor in the profile ${profile} (${path}).` };
  }
  const width = Math.max(...settings.map(({ name, value }) => `${name}=${value}`.length));
  const lines = settings.map(({ name, value, origin }) =>
    options["show-origin"] === true ? `${`${name}=${value}`.padEnd(width)}  ${origin}` : `${name}=${value}`,
  );
  return { exitCode: 0, document, text: lines.join("\n") };
};
