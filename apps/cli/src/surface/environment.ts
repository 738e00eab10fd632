import { settings } from "./settings.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment variables that the command line reads, with their meaning. A flag takes precedence over its variable. */
export const environment: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.values(settings).map(({ flag }) => [flag.variable, flag.name === "token-file" ? "the token itself" : `as --${flag.name}`]),
  ),
  AOM_WORKFLOW_PROFILE: "as --profile",
  AOM_WORKFLOW_JOURNAL: "journal file, or address of a PostgreSQL database, which may contain a password; --journal wins",
  AOM_WORKFLOW_PAGER: "pager for lists on a terminal, overrides PAGER; empty or cat: no pager",
  AOM_WORKFLOW_ECS_METADATA: "off: do not look for the credentials of a cloud server",
  HUAWEICLOUD_SDK_AK: "access key; with HUAWEICLOUD_SDK_SK, and HUAWEICLOUD_SDK_SECURITY_TOKEN if it is temporary",
  CLOUD_SDK_AK: "access key, overrides HUAWEICLOUD_SDK_AK; with CLOUD_SDK_SK",
  HUAWEICLOUD_SDK_PROJECT_ID: "project of the access key",
  HUAWEICLOUD_SDK_IAM_ENDPOINT: "address of IAM, unless --iam-endpoint is given",
  HTTPS_PROXY: "proxy for https; HTTP_PROXY and ALL_PROXY as in curl",
  NO_PROXY: "hosts reached without a proxy",
  NODE_EXTRA_CA_CERTS: "PEM file with more certificates to trust",
  NO_COLOR: "no colours; FORCE_COLOR: colours even without a terminal",
};

/** Where credentials can come from, in the order of use: one of them is enough. */
export const credentialSources: Readonly<Record<string, string>> = {
  "--token-file": "A file with an IAM token; or the token setting of the profile given by --profile.",
  AOM_WORKFLOW_TOKEN: "The token itself.",
  HUAWEICLOUD_SDK_AK: "With HUAWEICLOUD_SDK_SK, or CLOUD_SDK_AK with CLOUD_SDK_SK: an access key, which signs each request.",
  "config set token": "The token setting of another profile.",
  "auth login": "The saved login of an IAM user. If --profile is given, its token or login comes before the environment.",
  "~/.huaweicloud":
    "The credentials file of the official SDKs, then the agency of the cloud server (a role that Huawei Cloud lets a server assume).",
};
