import { type Authenticate, isCredentialsError, type Secret } from "@aom-workflow/auth";
import { UsageError } from "../output/usage-error.ts";
import type { Host } from "../terminal/host.ts";
import { unlessAborted } from "../terminal/unless-aborted.ts";
import type { Credentials } from "./credentials.ts";
import { readToken } from "./read-token.ts";

/** Credentials that are there, and what came with them. */
export interface ReadyCredentials {
  readonly auth: Secret | Authenticate;
  /** Project that the source of the credentials names. */
  readonly projectId?: string | undefined;
}

/** Gets them. @throws UsageError with the code `authentication` where there are none, CredentialsError where they are broken */
export async function readyCredentials(
  credentials: Credentials,
  { signal, stdin }: Pick<Host, "signal" | "stdin">,
): Promise<ReadyCredentials> {
  if (credentials.kind === "token") return { auth: await unlessAborted(readToken(credentials.source, stdin), signal) };
  if (credentials.kind === "login") return { auth: credentials.token.token, projectId: credentials.token.projectId };
  const { chain } = credentials;
  try {
    return { auth: chain, projectId: (await unlessAborted(chain.resolve({ signal }), signal)).projectId };
  } catch (error) {
    throw isCredentialsError(error) && error.code === "no-credentials" ? await noCredentials(error.tried ?? [], credentials) : error;
  }
}

/** Says that the saved login cannot be used any more. */
export function loginExpired(at: number): string {
  const [verb, soon] = at > Date.now() ? ["expires", ", in less than 60 s"] : ["expired", ""];
  return `The login ${verb} at ${new Date(at).toISOString()}${soon}; log in again: aom-workflow auth login`;
}

async function noCredentials(tried: readonly string[], credentials: Credentials & { kind: "chain" }): Promise<UsageError> {
  const { loginExpiredAt } = credentials;
  if (loginExpiredAt !== undefined) return new UsageError(loginExpired(loginExpiredAt), { code: "authentication" });
  const service = await credentials.service();
  return new UsageError(
    [
      `There are no credentials${service === undefined ? "" : `, and no login for this endpoint (${service})`}. Name a file with a token by --token-file, set AOM_WORKFLOW_TOKEN, log in with aom-workflow auth login, or set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK.`,
      `Tried: ${tried.join("; ")}.`,
    ],
    { code: "authentication" },
  );
}
