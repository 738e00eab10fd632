import { UsageError } from "../../output/usage-error.ts";
import { readConfig } from "../../settings/config-file.ts";
import { configPath } from "../../settings/config-path.ts";
import { unknownProfile } from "../../settings/selected-profile.ts";
import { writeConfig } from "../../settings/write-config.ts";
import type { CommandBody } from "../context.ts";

/** Makes a profile the one that is used where none is named. */
export const configUse: CommandBody = ({ operands: [profile = ""] }, { env }) => {
  const path = configPath(env);
  const file = readConfig(path);
  if (!Object.hasOwn(file.profiles, profile)) throw new UsageError(unknownProfile(profile, file));
  writeConfig(path, { ...file, profile });
  return { exitCode: 0, document: { ok: true, profile, path }, talk: `The profile ${profile} is in use now.` };
};
