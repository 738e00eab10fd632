import type { Options } from "../../parse/invocation.ts";
import { type Profile, readConfig } from "../../settings/config-file.ts";
import { configPath } from "../../settings/config-path.ts";
import { selectProfile } from "../../settings/selected-profile.ts";
import { writeConfig } from "../../settings/write-config.ts";
import type { Environment } from "../../surface/environment.ts";

/** Changes the selected profile and leaves everything else in the file as it is. @throws UsageError */
export function changeProfile(
  options: Options,
  env: Environment,
  change: (profile: Profile) => Profile,
): { readonly profile: string; readonly path: string } {
  const path = configPath(env);
  const file = readConfig(path);
  const { name, values } = selectProfile(options, env, file);
  writeConfig(path, { ...file, profiles: { ...file.profiles, [name]: change(values) } });
  return { profile: name, path };
}
