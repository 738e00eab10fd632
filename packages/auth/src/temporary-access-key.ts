import { operations, type TemporaryAccessKeyRequest, type TemporaryAccessKeyResponse } from "@aom-workflow/types/iam";
import { type AccessKeyOptions, accessKey } from "./access-key.ts";
import type { Authenticate } from "./authenticate.ts";
import type { Clock } from "./clock.ts";
import { CredentialsError } from "./errors.ts";
import { connectIam, type IamConnection, type IamOptions } from "./iam-connection.ts";
import { callIam } from "./iam-request.ts";

/** Where temporary keys come from. */
export interface TemporaryAccessKeyOptions extends IamOptions {
  /** Credentials by token: `iamPassword(…)`, `iamAgency(…)` or `token(…)`. */
  auth: Authenticate;
  /** Life of a key, in seconds: 900 to 86400. Default 3600. */
  durationSeconds?: number | undefined;
  /** Sent and signed as X-Project-Id. */
  projectId?: string | undefined;
  /** Tells the time, in milliseconds. Default `Date.now`. */
  clock?: Clock | undefined;
}

/**
 * Authenticates by signatures with a temporary access key that IAM gives for a token, renewed before it ends.
 *
 * @throws {CredentialsError} at once for options that cannot be right; with the request `login-refused`, `login-unreachable` or `unexpected-answer`.
 *
 * Source: https://support.huaweicloud.com/api-iam/iam_04_0002.html
 */
export function temporaryAccessKey(options: TemporaryAccessKeyOptions): Authenticate {
  const { auth, durationSeconds = 3600, projectId, clock = Date.now } = options;
  if (!Number.isInteger(durationSeconds) || durationSeconds < 900 || durationSeconds > 86400) {
    throw new CredentialsError("invalid-option", "`durationSeconds` must be a whole number from 900 to 86400; correct it.", {
      source: "durationSeconds",
    });
  }
  const connection = connectIam(options);
  return accessKey(async () => ({ ...(await requestKey(connection, auth, durationSeconds)), projectId }), { clock });
}

async function requestKey(connection: IamConnection, auth: Authenticate, durationSeconds: number): Promise<AccessKeyOptions> {
  const body: TemporaryAccessKeyRequest = {
    auth: { identity: { methods: ["token"], token: { duration_seconds: durationSeconds } } },
  };
  const answer = await callIam<TemporaryAccessKeyResponse>(connection, {
    operation: operations.CreateTemporaryAccessKeyByToken,
    body,
    auth,
    purpose: "the temporary access key",
  });
  return readCredential(answer.body.credential ?? {}, `IAM (${connection.endpoint})`);
}

/** A temporary key as IAM and the metadata service write it. Missing parts are found by the checks that follow. */
export function readCredential(credential: Partial<TemporaryAccessKeyResponse["credential"]>, source: string): AccessKeyOptions {
  const { access = "", secret = "", securitytoken = "", expires_at = "" } = credential;
  return { accessKeyId: access, secretAccessKey: secret, securityToken: securitytoken, expiresAt: expires_at, source };
}
