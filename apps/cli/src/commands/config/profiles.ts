import { readConfig } from "../../settings/config-file.ts";
import { configPath } from "../../settings/config-path.ts";
import { selectProfile } from "../../settings/selected-profile.ts";
import type { CommandBody } from "../context.ts";

/** Lists the profiles. */
export const configProfiles: CommandBody = ({ options }, { env }) => {
  const file = readConfig(configPath(env));
  const used = selectProfile(options, env, file).name;
  const profiles = Object.keys(file.profiles);
  const document = { ok: true, profiles, used };
  if (profiles.length === 0) {
    return { exitCode: 0, document, talk: "There is no profile yet. Create one: aom-workflow config set region REGION" };
  }
  return { exitCode: 0, document, text: profiles.map((name) => `${name === used ? "*" : " "} ${name}`).join("\n") };
};
