import type { Authenticate, Connection, Secret } from "@aom-workflow/http";
import type { AccessKeyOptions } from "../credentials/access-key-options.ts";
import type { Clock } from "../credentials/clock.ts";
import { checkId } from "../credentials/credential-checks.ts";
import { optionsOf } from "../credentials/read-options.ts";
import { renewableKeys } from "../credentials/renewable-keys.ts";
import { callIam, iamOperations, nameOfIam } from "./call-iam.ts";
import { connectIam, type IamOptions, iamKinds } from "./iam-connection.ts";
import { readCredential } from "./read-credential.ts";

/** Where temporary keys come from. */
export interface TemporaryAccessKeyOptions extends IamOptions {
  /** Credentials by token: `iamPassword(…)`, `iamAgency(…)`, `token(…)` or the token itself. */
  auth: string | Secret | Authenticate;
  /** How long a key is valid, in seconds: 900 to 86400. Default 3600. */
  durationSeconds?: number | undefined;
  /** Project that the keys are used for. Default: that of `auth`, if it knows one. */
  projectId?: string | undefined;
  /** The clock, in milliseconds. Default `Date.now`. */
  clock?: Clock | undefined;
}

/**
 * Authenticates by signatures with a temporary access key that IAM gives for a token, renewed before it expires.
 *
 * @throws {CredentialsError} at once for options that cannot be right; with the request `login-refused`, `login-unreachable` or `unexpected-response`.
 *
 * Source: https://support.huaweicloud.com/api-iam/iam_04_0002.html
 */
export function temporaryAccessKey(given: TemporaryAccessKeyOptions): Authenticate {
  const durationRange = { from: 900, to: 86_400, what: "an integer" } as const;
  const options = optionsOf(given, { ...iamKinds, auth: "value", durationSeconds: durationRange, projectId: "value", clock: "value" });
  const { auth, durationSeconds = 3600, projectId, clock } = options;
  const connection = connectIam(options, auth);
  return renewableKeys({
    get: ({ signal }) => requestKey(connection, durationSeconds, signal),
    source: nameOfIam(connection),
    projectId: projectId && checkId(projectId, { what: "project id", source: "projectId" }),
    clock,
    restsAfterFailure: true,
  }).authenticate;
}

async function requestKey(connection: Connection, durationSeconds: number, signal: AbortSignal): Promise<AccessKeyOptions> {
  const { createTemporaryAccessKeyOperation } = await iamOperations();
  const { data } = await callIam(
    connection,
    createTemporaryAccessKeyOperation,
    { auth: { identity: { methods: ["token"], token: { duration_seconds: durationSeconds } } } },
    { purpose: "the temporary access key", signal },
  );
  const projectId = await connection.authenticate?.projectId?.({ signal });
  return { ...readCredential(data.credential ?? {}, nameOfIam(connection)), projectId };
}
