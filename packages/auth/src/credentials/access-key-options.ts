import { conceal, type OptionKinds, type Secret } from "@aom-workflow/http/internal";
import type { RequestKeys } from "../signature/request-signer.ts";
import { checkAccessKeyId, checkId, checkSecretKey, checkToken } from "./credential-checks.ts";
import type { ExpiryTime } from "./expiry-time.ts";

/** An access key, permanent or temporary. */
export interface AccessKeyOptions {
  /** Access key id (AK). */
  accessKeyId: string;
  /** Secret access key (SK). */
  secretAccessKey: string | Secret;
  /** Sent as X-Security-Token; temporary keys do not work without it. */
  securityToken?: string | Secret | undefined;
  /** Project that the key is used for, if the call does not name one. */
  projectId?: string | undefined;
  /** When the key expires; it is renewed before. Only for keys that a function gives. */
  expiresAt?: ExpiryTime | undefined;
  /** Where the values came from, for messages. */
  source?: string | undefined;
}

export const keyKinds: OptionKinds<AccessKeyOptions> = {
  accessKeyId: "value",
  secretAccessKey: "value",
  securityToken: "value",
  projectId: "value",
  expiresAt: "value",
  source: "value",
};

/**
 * Checked copies, so that what is signed later is what was checked.
 *
 * @throws {CredentialsError} `invalid-credentials`, naming the first value that cannot be right.
 */
export function checkKeys(keys: AccessKeyOptions): RequestKeys & { projectId: string | undefined } {
  const { accessKeyId, secretAccessKey, securityToken, projectId, source } = keys;
  const from = (option: string) => source ?? option;
  return {
    accessKeyId: checkAccessKeyId(accessKeyId, from("accessKeyId")),
    secretAccessKey: conceal(checkSecretKey(secretAccessKey, from("secretAccessKey"))),
    securityToken:
      securityToken === undefined
        ? undefined
        : conceal(checkToken(securityToken, { what: "security token", source: from("securityToken") })),
    projectId: projectId === undefined ? undefined : checkId(projectId, { what: "project id", source: from("projectId") }),
  };
}
