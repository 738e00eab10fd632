import { Secret } from "@aom-workflow/http/internal";
import type { Credential } from "@aom-workflow/types/iam";
import type { AccessKeyOptions } from "../credentials/access-key-options.ts";

/** A temporary key as IAM and the metadata service write it. Missing parts are found by the checks that follow. */
export function readCredential(credential: Partial<Credential>, source: string): AccessKeyOptions & { source: string } {
  const { access = "", secret = "", securitytoken = "", expires_at = "" } = credential;
  return {
    accessKeyId: access,
    secretAccessKey: new Secret(secret),
    securityToken: new Secret(securitytoken),
    expiresAt: expires_at,
    source,
  };
}
