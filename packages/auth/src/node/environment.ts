import { Secret } from "@aom-workflow/http/internal";
import { checkAccessKeyId, checkId, checkSecretKey, checkToken } from "../credentials/credential-checks.ts";
import { CredentialsError } from "../credentials/credentials-error.ts";
import type { CredentialSource, Environment, FoundCredentials } from "./source.ts";

/** Prefixes of the pairs, in the order of preference: the vendor's samples, then the SDKs. A security token goes with the latter only. */
const prefixes = ["CLOUD_SDK", "HUAWEICLOUD_SDK"] as const;

/**
 * Keys in the environment: `CLOUD_SDK_AK` and `CLOUD_SDK_SK`, else `HUAWEICLOUD_SDK_AK`, `_SK` and `_SECURITY_TOKEN`; with either,
 * `HUAWEICLOUD_SDK_PROJECT_ID`, `_DOMAIN_ID` and `_IAM_ENDPOINT`. Pairs are never mixed, and a complete pair takes precedence over half of one. An empty
 * variable counts as not set.
 */
export function environmentKeys(env: Environment = process.env): CredentialSource {
  return {
    name: "environment",
    renewable: false,
    async load() {
      const prefix = prefixes.find((prefix) => isComplete(env, prefix)) ?? prefixes.find((prefix) => hasAny(env, prefix));
      return prefix === undefined ? { miss: whyNone(env) } : readPair(env, prefix);
    },
  };
}

/** Are there keys, or half a pair? */
export function hasEnvironmentKeys(env: Environment): boolean {
  return prefixes.some((prefix) => hasAny(env, prefix));
}

/** Says that the environment has two complete pairs which differ, and which of them is used. */
export function ambiguousKeys(env: Environment): string | undefined {
  const [first, second] = prefixes.map((prefix) => [env[`${prefix}_AK`], env[`${prefix}_SK`]].join("\n"));
  if (!prefixes.every((prefix) => isComplete(env, prefix)) || first === second) return undefined;
  return "CLOUD_SDK_AK and HUAWEICLOUD_SDK_AK are both set, to different keys: CLOUD_SDK_AK is used.";
}

function isComplete(env: Environment, prefix: string): boolean {
  return Boolean(env[`${prefix}_AK`] && env[`${prefix}_SK`]);
}

function hasAny(env: Environment, prefix: string): boolean {
  return Boolean(env[`${prefix}_AK`] || env[`${prefix}_SK`]);
}

function whyNone(env: Environment): string {
  const unset = `${prefixes.map((prefix) => `${prefix}_AK`).join(" and ")} are not set`;
  return env.HUAWEICLOUD_SDK_IDP_ID ? `${unset}, and an identity provider (HUAWEICLOUD_SDK_IDP_ID) is not supported` : unset;
}

function readPair(env: Environment, prefix: (typeof prefixes)[number]): FoundCredentials {
  const [akName, skName] = [`${prefix}_AK`, `${prefix}_SK`];
  const [ak, sk] = [filled(env, akName), filled(env, skName)];
  if (ak === undefined || sk === undefined) {
    const [set, unset] = ak === undefined ? [skName, akName] : [akName, skName];
    throw new CredentialsError(
      "invalid-credentials",
      `${set} is set but ${unset} is ${env[unset] === undefined ? "not" : "empty"}; set both or neither.`,
      { source: unset },
    );
  }
  const securityToken = prefix === "HUAWEICLOUD_SDK" ? filled(env, "HUAWEICLOUD_SDK_SECURITY_TOKEN") : undefined;
  return {
    accessKeyId: checkAccessKeyId(ak, akName),
    secretAccessKey: new Secret(checkSecretKey(sk, skName)),
    securityToken:
      securityToken && new Secret(checkToken(securityToken, { what: "security token", source: "HUAWEICLOUD_SDK_SECURITY_TOKEN" })),
    projectId: readId(env, "HUAWEICLOUD_SDK_PROJECT_ID", "project id"),
    domainId: readId(env, "HUAWEICLOUD_SDK_DOMAIN_ID", "account id"),
    iamEndpoint: filled(env, "HUAWEICLOUD_SDK_IAM_ENDPOINT"),
    source: `environment (${akName})`,
  };
}

function readId(env: Environment, name: string, what: string): string | undefined {
  const value = filled(env, name);
  return value && checkId(value, { what, source: name });
}

function filled(env: Environment, name: string): string | undefined {
  return env[name] || undefined;
}
