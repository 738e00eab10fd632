import { UsageError } from "../../output/usage-error.ts";
import { configPath } from "../../settings/config-path.ts";
import { unknownProfile } from "../../settings/selected-profile.ts";
import { changeConfig } from "../../settings/write-config.ts";
import type { CommandBody } from "../context.ts";

/** Makes a profile the one that is used where none is named. */
export const configUse: CommandBody = ({ operands: [profile = ""] }, { env }) => {
  const path = configPath(env);
  changeConfig(path, (file) => {
    if (!Object.hasOwn(file.profiles, profile)) throw new UsageError(unknownProfile(profile, file));
    return { ...file, profile };
  });
  return { exitCode: 0, document: { ok: true, profile, path }, talk: `The profile ${profile} is in use now.` };
};
