import { UsageError } from "../../output/usage-error.ts";
import { settingProblem } from "../../settings/check-setting.ts";
import type { SettingName } from "../../surface/settings.ts";
import type { CommandBody } from "../context.ts";
import { changeProfile } from "./change-profile.ts";

/** Saves a setting in the profile. */
export const configSet: CommandBody = ({ options, operands }, { env }) => {
  const [name, value] = operands as [SettingName, string];
  const problem = settingProblem(name, value);
  if (problem) throw new UsageError(`The setting ${name} ${problem}.`);
  const { profile, path } = changeProfile(options, env, (values) => ({ ...values, [name]: value }));
  return { exitCode: 0, document: { ok: true, profile, name, value, path }, talk: `The profile ${profile} now has ${name}=${value}.` };
};
