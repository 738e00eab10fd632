import type { CommandBody } from "../context.ts";
import { changeProfile } from "./change-profile.ts";

/** Removes a setting from the profile. */
export const configUnset: CommandBody = ({ options, operands: [name = ""] }, { env }) => {
  const { profile, path } = changeProfile(options, env, ({ [name]: _, ...others }) => others, { mayCreate: false });
  return { exitCode: 0, document: { ok: true, profile, name, path }, talk: `The profile ${profile} no longer has ${name}.` };
};
