import { nameOfSource } from "../settings/token-source.ts";
import type { Credentials } from "./credentials.ts";

/** Which credentials these are, for people; without secrets. */
export async function describeCredentials(credentials: Credentials, signal: AbortSignal): Promise<string> {
  if (credentials.kind === "token") return `token (${nameOfSource(credentials.source)})`;
  if (credentials.kind === "login") return "saved login";
  const { accessKeyId, source } = await credentials.chain.resolve({ signal });
  return `access key ${accessKeyId} (${source})`;
}
