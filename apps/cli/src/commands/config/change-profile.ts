import { UsageError } from "../../output/usage-error.ts";
import type { Options } from "../../parse/invocation.ts";
import type { Profile } from "../../settings/config-file.ts";
import { configPath } from "../../settings/config-path.ts";
import { selectProfile, unknownProfile } from "../../settings/selected-profile.ts";
import { changeConfig } from "../../settings/write-config.ts";
import type { Environment } from "../../surface/environment.ts";

/**
 * Changes the selected profile and leaves everything else in the file as it is.
 *
 * @param mayCreate is the profile created where there is none?
 * @throws UsageError
 */
export function changeProfile(
  options: Options,
  env: Environment,
  change: (profile: Profile) => Profile,
  { mayCreate }: { readonly mayCreate: boolean },
): { readonly profile: string; readonly path: string } {
  const path = configPath(env);
  let profile = "";
  changeConfig(path, (file) => {
    const { name, values } = selectProfile(options, env, file);
    if (!Object.hasOwn(file.profiles, name)) {
      if (!mayCreate) throw new UsageError(unknownProfile(name, file));
      if (!/^\w[\w.-]*$/.test(name)) {
        throw new UsageError(`The name of a profile must be a word of letters, digits, ".", "-" and "_", not ${JSON.stringify(name)}.`);
      }
    }
    profile = name;
    return { ...file, profiles: { ...file.profiles, [name]: change(values) } };
  });
  return { profile, path };
}
