import type { OptionSpec } from "./command.ts";

/** A value that may come from a flag, the environment or a profile; the first that has it wins. */
export interface Setting {
  /** Its name in a profile. */
  readonly name: string;
  /** The flag that gives it. */
  readonly flag: OptionSpec & { readonly variable: string };
  /** A profile may hold only a reference to it: `env:NAME` or `file:PATH`. */
  readonly secret?: boolean;
}

const project: Setting = setting({
  name: "project",
  placeholder: "id",
  description: "IAM project; else that of the region is looked up.",
  variable: "AOM_WORKFLOW_PROJECT",
});

const region: Setting = setting({
  name: "region",
  placeholder: "id",
  description: "Region such as cn-north-4; or else --endpoint.",
  variable: "AOM_WORKFLOW_REGION",
  proposals: "region",
  needed: true,
});

const endpoint: Setting = setting({
  name: "endpoint",
  placeholder: "url",
  description: "Address of the service, in place of a region.",
  variable: "AOM_WORKFLOW_ENDPOINT",
  needed: true,
});

const token: Setting = {
  name: "token",
  secret: true,
  flag: {
    name: "token-file",
    placeholder: "file",
    description: "File with an IAM token of the project, readable by you only; - is standard input.",
    variable: "AOM_WORKFLOW_TOKEN",
    proposals: "file",
    needed: true,
  },
};

const timeout: Setting = setting({
  name: "timeout",
  placeholder: "seconds",
  description: "Give up after so many seconds (default: 30 for each attempt, 120 in all).",
  variable: "AOM_WORKFLOW_TIMEOUT",
});

const caFile: Setting = setting({
  name: "ca-file",
  placeholder: "file",
  description: "Trust the certificates (PEM) in this file besides the usual ones.",
  variable: "AOM_WORKFLOW_CA_FILE",
  proposals: "file",
});

const iamEndpoint: Setting = setting({
  name: "iam-endpoint",
  placeholder: "url",
  description: "Address of IAM, in place of that of the region.",
  variable: "AOM_WORKFLOW_IAM_ENDPOINT",
});

const account: Setting = setting({
  name: "account",
  placeholder: "name",
  description: "Account (domain) that the IAM user belongs to.",
  variable: "AOM_WORKFLOW_ACCOUNT",
});

const user: Setting = setting({ name: "user", placeholder: "name", description: "Name of the IAM user.", variable: "AOM_WORKFLOW_USER" });

/** Every setting by its name in a profile. */
export const settings = {
  project,
  region,
  endpoint,
  token,
  timeout,
  "ca-file": caFile,
  "iam-endpoint": iamEndpoint,
  account,
  user,
} as const;

export type SettingName = keyof typeof settings;

export const settingNames = Object.keys(settings) as readonly SettingName[];

/** Name of the variable that stands in for a flag, if there is one. */
export function variableFor(flag: string): string | undefined {
  return Object.values(settings).find((each) => each.flag.name === flag)?.flag.variable;
}

function setting(flag: Setting["flag"]): Setting {
  return { name: flag.name, flag };
}
