import { type Authenticate, type CachedToken, isCredentialsError } from "@aom-workflow/auth";
import { type CredentialChain, credentialChain, ecsMetadata, environmentKeys, profileFile } from "@aom-workflow/auth/node";
import type { Environment } from "../environment.ts";
import type { Layers } from "../layers.ts";
import { readToken } from "../read-token.ts";
import { nameOfSource, type TokenSource, tokenSource } from "../token-source.ts";
import { unlessAborted } from "../unless-aborted.ts";
import { UsageError } from "../usage-error.ts";
import { keptLogin } from "./login-store.ts";

/** The credentials that a call would use, before any of them is touched. */
export type Credentials =
  | { readonly kind: "token"; readonly source: TokenSource }
  | { readonly kind: "login"; readonly token: CachedToken }
  | {
      readonly kind: "chain";
      readonly chain: CredentialChain;
      /** When the login that is kept ended, in milliseconds since 1970. */
      readonly loginEndedAt?: number | undefined;
    };

/** How long the metadata service of a cloud server may take; elsewhere nobody answers. */
const metadataTimeoutMs = 1000;

/** Chooses the credentials: a token that is named, else the login that is kept, else what the machine has. */
export async function chooseCredentials(layers: Layers): Promise<Credentials> {
  const source = tokenSource(layers);
  if (source) return { kind: "token", source };
  const token = await keptLogin(layers);
  if (token && token.expiresAt > Date.now() + 60_000) return { kind: "login", token };
  return { kind: "chain", chain: chainOf(layers.env), loginEndedAt: token?.expiresAt };
}

function chainOf(env: Environment): CredentialChain {
  const metadata = env.AOM_WORKFLOW_ECS_METADATA === "off" ? [] : [ecsMetadata({ timeout: metadataTimeoutMs })];
  return credentialChain({ env, sources: [environmentKeys(env), profileFile({ env }), ...metadata] });
}

/** Credentials that are there, and what came with them. */
export interface ReadyCredentials {
  readonly auth: string | Authenticate;
  /** Project that the source of the credentials names. */
  readonly projectId?: string | undefined;
}

/** Gets them. @throws UsageError with the code `authentication` where there are none, CredentialsError where they are broken */
export async function readyCredentials(credentials: Credentials, signal: AbortSignal): Promise<ReadyCredentials> {
  if (credentials.kind === "token") return { auth: await unlessAborted(readToken(credentials.source), signal) };
  if (credentials.kind === "login") return { auth: credentials.token.token };
  const { chain, loginEndedAt } = credentials;
  try {
    return { auth: chain, projectId: (await unlessAborted(chain.resolve(), signal)).projectId };
  } catch (error) {
    throw isCredentialsError(error) && error.code === "no-credentials" ? noCredentials(error.tried ?? [], loginEndedAt) : error;
  }
}

function noCredentials(tried: readonly string[], loginEndedAt: number | undefined): UsageError {
  const ended = loginEndedAt === undefined ? [] : [`The login ended at ${new Date(loginEndedAt).toISOString()}: log in again.`];
  return new UsageError(
    [
      ...ended,
      "There are no credentials. Name a file with a token by --token-file, set AOM_WORKFLOW_TOKEN, log in with aom-workflow auth login, or set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK.",
      `Tried: ${tried.join("; ")}.`,
    ],
    "authentication",
  );
}

/** Which credentials these are, for people; without secrets. */
export async function describeCredentials(credentials: Credentials): Promise<string> {
  if (credentials.kind === "token") return `token (${nameOfSource(credentials.source).replace(/^The token /, "")})`;
  if (credentials.kind === "login") return "login that is kept";
  const { accessKeyId, source } = await credentials.chain.resolve();
  return `access key ${accessKeyId} (${source})`;
}
