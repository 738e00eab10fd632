import { UsageError } from "../../output/usage-error.ts";
import { layersOf } from "../../settings/layers.ts";
import type { SettingName } from "../../surface/settings.ts";
import type { CommandBody } from "../context.ts";
import { shownSetting } from "./shown.ts";

/** Prints the value of a setting. */
export const configGet: CommandBody = ({ options, operands }, { env }) => {
  const name = operands[0] as SettingName;
  const { value, origin } = shownSetting(name, layersOf(options, env));
  if (value === undefined) throw new UsageError(`The setting ${name} has no value. Give it one: aom-workflow config set ${name} VALUE`);
  return { exitCode: 0, document: { ok: true, name, value, origin }, text: value };
};
