import { type CachedToken, isCredentialsError } from "@aom-workflow/auth";
import type { CredentialChain } from "@aom-workflow/auth/node";
import { isCallError } from "@aom-workflow/client";
import { UsageError } from "../output/usage-error.ts";
import { nameOfSource, type TokenSource } from "../settings/token-source.ts";

/** The credentials that a call would use, before any of them is touched. */
export type Credentials =
  | { readonly kind: "token"; readonly source: TokenSource }
  | { readonly kind: "login"; readonly token: CachedToken }
  | {
      readonly kind: "chain";
      readonly chain: CredentialChain;
      /** When the saved login expired, in milliseconds since 1970. */
      readonly loginExpiredAt?: number | undefined;
      /** Which of two different pairs in the environment is used. */
      readonly ambiguity?: string | undefined;
      /** Origin of the service that there is no login for. */
      readonly service: () => Promise<string | undefined>;
    };

/** How long the gateway accepts a signature, before and after its date. Source: https://support.huaweicloud.com/devg-apisign/api-sign-errorcode.html */
export const signatureLifeMs = 15 * 60_000;

/** When they expire, in ISO 8601, where that is known. */
export function expiryOf(credentials: Credentials): string | undefined {
  return credentials.kind === "login" ? new Date(credentials.token.expiresAt).toISOString() : undefined;
}

/** Which credentials these are, for people; without secrets. */
export async function describeCredentials(credentials: Credentials, signal: AbortSignal): Promise<string> {
  if (credentials.kind === "token") return `token (${nameOfSource(credentials.source)})`;
  if (credentials.kind === "login") return `saved login of ${credentials.token.login?.user} of ${credentials.token.login?.account}`;
  const { accessKeyId, source } = await credentials.chain.resolve({ signal });
  return `access key ${accessKeyId} (${source})`;
}

/** Says which credentials were not accepted, after an answer 401. */
export async function nameRefused(
  error: unknown,
  credentials: Credentials,
  { warn, signal }: { readonly warn: (text: string) => void; readonly signal: AbortSignal },
): Promise<void> {
  if (!(isCallError(error) || isCredentialsError(error)) || error.status !== 401) return;
  const what = await describeCredentials(credentials, signal).catch(() => undefined);
  if (what !== undefined) warn(`Credentials used: ${what}.${credentials.kind === "login" ? " Log in again: aom-workflow auth login" : ""}`);
}

/** A login is for one project; a call of another would be refused. @throws UsageError before anything is sent */
export function checkProject(credentials: Credentials, projectId: string | undefined): void {
  if (credentials.kind !== "login") return;
  const { projectId: own } = credentials.token;
  if (own === undefined || projectId === undefined || own === projectId) return;
  throw new UsageError(
    `The login is for the project ${own}, not for ${projectId}; log in for it: aom-workflow auth login --project ${projectId}`,
    { code: "authentication" },
  );
}
