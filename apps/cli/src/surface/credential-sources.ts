/** Where credentials can come from, in the order of use: one of them is enough. */
export const credentialSources: Readonly<Record<string, string>> = {
  "--token-file": "A file with an IAM token; also what token in the profile that --profile names refers to.",
  AOM_WORKFLOW_TOKEN: "The token itself.",
  HUAWEICLOUD_SDK_AK: "With HUAWEICLOUD_SDK_SK, or CLOUD_SDK_AK with CLOUD_SDK_SK: an access key, which signs each request.",
  "config set token": "What token in another profile refers to.",
  "auth login": "The saved login of an IAM user; of the profile that --profile names, it goes before the environment.",
  "~/.huaweicloud": "The profile file of the official SDKs, else the agency of the cloud server that this runs on.",
};
