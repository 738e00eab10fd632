import { settings } from "./settings.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment variables that the command line reads, with their meaning. Those that stand in for a flag lose against it. */
export const environment: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.values(settings).map(({ flag }) => [flag.variable, meaningOf(flag.name)])),
  AOM_WORKFLOW_PROFILE: "as --profile",
  AOM_WORKFLOW_ECS_METADATA: "off: do not look for credentials of the cloud server that this may be",
};

function meaningOf(flag: string): string {
  return flag === "token-file" ? "the token itself" : `as --${flag}`;
}
