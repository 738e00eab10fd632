import { settings } from "./settings.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment variables that the command line reads, with their meaning. Those that stand in for a flag lose against it. */
export const environment: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.values(settings).map(({ flag }) => [flag.variable, meaningOf(flag.name)])),
  AOM_WORKFLOW_PROFILE: "as --profile",
  AOM_WORKFLOW_ECS_METADATA: "off: do not look for credentials of the cloud server that this may be",
  HUAWEICLOUD_SDK_AK: "access key; with HUAWEICLOUD_SDK_SK, and HUAWEICLOUD_SDK_SECURITY_TOKEN where it is temporary",
  CLOUD_SDK_AK: "access key, which goes before HUAWEICLOUD_SDK_AK; with CLOUD_SDK_SK",
  HUAWEICLOUD_SDK_PROJECT_ID: "project that goes with the access key",
  HUAWEICLOUD_SDK_IAM_ENDPOINT: "address of IAM, where --iam-endpoint names none",
  HTTPS_PROXY: "proxy for https; HTTP_PROXY and ALL_PROXY as in curl",
  NO_PROXY: "hosts that are reached without a proxy",
  NODE_EXTRA_CA_CERTS: "file with authorities (PEM) to trust besides the usual ones",
  NO_COLOR: "no colours; FORCE_COLOR: colours without a terminal too",
};

function meaningOf(flag: string): string {
  return flag === "token-file" ? "the token itself" : `as --${flag}`;
}
