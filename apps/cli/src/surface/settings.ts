import type { OptionSpec } from "./command.ts";

/** A value that may come from a flag, the environment or a profile; the first that has it wins. */
export interface Setting {
  /** The flag that gives it. */
  readonly flag: OptionSpec & { readonly variable: string };
  /** A profile may contain only a reference to it: `env:NAME` or `file:PATH`. */
  readonly secret?: boolean;
}

/** Every setting by its name in a profile. */
export const settings = {
  project: setting("project", "id", "IAM project (default: the one of the credentials, else that of the region)."),
  region: setting("region", "id", "Region such as cn-north-4. Together with --endpoint it only selects the IAM endpoint.", {
    proposals: "region",
  }),
  endpoint: setting("endpoint", "url", "Address of the service; overrides the region's endpoint."),
  token: {
    ...setting("token-file", "file", "File with an IAM token of the project that only you can read; - is standard input.", {
      variable: "AOM_WORKFLOW_TOKEN",
      proposals: "file",
    }),
    secret: true,
  },
  timeout: setting("timeout", "seconds", "Give up after this many seconds (default: 30 for each attempt, 120 in all)."),
  "ca-file": setting("ca-file", "file", "Also trust the certificates in this PEM file.", { proposals: "file" }),
  "iam-endpoint": setting("iam-endpoint", "url", "Address of IAM; overrides the region's."),
  account: setting("account", "name", "Account (domain) that the IAM user belongs to."),
  user: setting("user", "name", "Name of the IAM user."),
} satisfies Readonly<Record<string, Setting>>;

export type SettingName = keyof typeof settings;

export const settingNames = Object.keys(settings) as readonly SettingName[];

/** Is it the name of a setting? */
export function isSetting(name: string): name is SettingName {
  return Object.hasOwn(settings, name);
}

/** Must a profile contain no more than a reference to it? */
export function isSecret(name: SettingName): boolean {
  return (settings[name] as Setting).secret === true;
}

/** The setting that a flag gives, if it gives one. */
export function settingOf(flag: string): SettingName | undefined {
  return settingNames.find((name) => settings[name].flag.name === flag);
}

/** Name of the variable that stands in for a flag, if there is one. */
export function variableFor(flag: string): string | undefined {
  const setting = settingOf(flag);
  return setting && settings[setting].flag.variable;
}

/** The variable is called like the flag, unless it is named. */
function setting(name: string, placeholder: string, description: string, more: Partial<Setting["flag"]> = {}): Setting {
  const variable = `AOM_WORKFLOW_${name.replaceAll("-", "_").toUpperCase()}`;
  return { flag: { name, placeholder, description, variable, ...more } };
}
