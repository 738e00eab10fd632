/** Where credentials can come from, in the order of use: one of them is enough. */
export const credentialSources: Readonly<Record<string, string>> = {
  "--token-file": "A file with an IAM token; or the token setting of the profile given by --profile.",
  AOM_WORKFLOW_TOKEN: "The token itself.",
  HUAWEICLOUD_SDK_AK: "With HUAWEICLOUD_SDK_SK, or CLOUD_SDK_AK with CLOUD_SDK_SK: an access key, which signs each request.",
  "config set token": "The token setting of another profile.",
  "auth login": "The saved login of an IAM user. With --profile it comes before the environment.",
  "~/.huaweicloud": "The credentials file of the official SDKs, then the agency of the cloud server.",
};
