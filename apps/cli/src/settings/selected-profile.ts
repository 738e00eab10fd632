import { UsageError } from "../output/usage-error.ts";
import type { Options } from "../parse/invocation.ts";
import type { Environment } from "../surface/environment.ts";
import type { ConfigFile, Profile } from "./config-file.ts";

/** The profile that settings are taken from. */
export interface SelectedProfile {
  readonly name: string;
  /** What named it: `--profile`, the variable, or nothing for the one in use. */
  readonly namedBy: "--profile" | "AOM_WORKFLOW_PROFILE" | undefined;
  readonly values: Profile;
}

/** Chooses the profile: flag, then variable, then the one in use, then `default`. It need not exist. */
export function selectProfile(options: Options, env: Environment, config: ConfigFile): SelectedProfile {
  const flag = typeof options.profile === "string" ? options.profile : undefined;
  const named = flag ?? (env.AOM_WORKFLOW_PROFILE || undefined);
  const name = named ?? config.profile ?? "default";
  if (name === "" || /[\0-\x1f\x7f-\x9f]/.test(name)) throw new UsageError("--profile must be a name.");
  const namedBy = flag !== undefined ? "--profile" : named ? "AOM_WORKFLOW_PROFILE" : undefined;
  return { name, namedBy, values: profileOf(config, name) ?? {} };
}

/** @throws UsageError that says which profiles there are where there is none of this name */
export function requireProfile(name: string, config: ConfigFile): void {
  if (profileOf(config, name)) return;
  const names = Object.keys(config.profiles);
  const there =
    names.length > 0 ? `there are ${names.join(", ")}` : `create it with: aom-workflow config set region REGION --profile ${name}`;
  throw new UsageError(`There is no profile ${JSON.stringify(name)}; ${there}.`);
}

function profileOf({ profiles }: ConfigFile, name: string): Profile | undefined {
  return Object.hasOwn(profiles, name) ? profiles[name] : undefined;
}
