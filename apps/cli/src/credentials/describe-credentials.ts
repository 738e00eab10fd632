import { isCredentialsError } from "@aom-workflow/auth";
import { isCallError } from "@aom-workflow/client";
import { nameOfSource } from "../settings/token-source.ts";
import type { Credentials } from "./credentials.ts";

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
