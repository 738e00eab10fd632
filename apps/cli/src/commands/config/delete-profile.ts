import { UsageError } from "../../output/usage-error.ts";
import { configPath } from "../../settings/config-path.ts";
import { unknownProfile } from "../../settings/selected-profile.ts";
import { changeConfig } from "../../settings/write-config.ts";
import type { CommandBody } from "../context.ts";

/** Deletes a profile. Where it was in use, `default` is from then on. */
export const configDeleteProfile: CommandBody = ({ operands: [name = ""] }, { env }) => {
  const path = configPath(env);
  let wasInUse = false;
  changeConfig(path, (file) => {
    if (!Object.hasOwn(file.profiles, name)) throw new UsageError(unknownProfile(name, file));
    const { [name]: _, ...profiles } = file.profiles;
    const { profile: used, ...rest } = file;
    wasInUse = used === name;
    return wasInUse || used === undefined ? { ...rest, profiles } : { ...rest, profile: used, profiles };
  });
  const talk = `The profile ${name} is deleted.${wasInUse ? " The profile default is in use now." : ""}`;
  return { exitCode: 0, document: { ok: true, profile: name, path }, talk };
};
