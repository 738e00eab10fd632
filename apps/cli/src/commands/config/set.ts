import { UsageError } from "../../output/usage-error.ts";
import { contradictionOf, likelyRegion, regionWarning, settingProblem } from "../../settings/check-setting.ts";
import type { SettingName } from "../../surface/settings.ts";
import type { CommandBody } from "../context.ts";
import { changeProfile } from "./change-profile.ts";

/** Saves a setting in the profile. */
export const configSet: CommandBody = ({ options, operands }, { env, warn }) => {
  const [name, value] = operands as [SettingName, string];
  const problem = settingProblem(name, value);
  if (problem) throw new UsageError(`The setting ${name} ${problem}.${name === "region" ? likelyRegion(value) : ""}`);
  const warning = name === "region" ? regionWarning(value) : undefined;
  if (warning) warn(warning);
  const { profile, path } = changeProfile(
    options,
    env,
    (values) => {
      const contradiction = contradictionOf({ ...values, [name]: value });
      if (contradiction) throw new UsageError(contradiction);
      return { ...values, [name]: value };
    },
    { mayCreate: true },
  );
  return { exitCode: 0, document: { ok: true, profile, name, value, path }, talk: `The profile ${profile} now has ${name}=${value}.` };
};
