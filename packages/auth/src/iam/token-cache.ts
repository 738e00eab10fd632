import type { Secret } from "@aom-workflow/http/internal";

/** A token as a login gives it. */
export interface CachedToken {
  token: Secret;
  /** When the token expires, in milliseconds since 1970. */
  expiresAt: number;
  /** Project that the token is for, if IAM said it. */
  projectId?: string | undefined;
  /** The user and the endpoint, for a cache that keeps the tokens of several. */
  login?: LoginOrigin | undefined;
}

/** The user and the endpoint of a token. */
export interface LoginOrigin {
  /** Address of the IAM that gave the token. */
  iamEndpoint: string;
  /** Name of the account that the user belongs to. */
  account: string;
  user: string;
}

/** Keeps tokens beyond one process. A cache never fails a login: what it cannot read, it does not have. */
export interface TokenCache {
  read(key: string): Promise<CachedToken | undefined>;
  write(key: string, token: CachedToken): Promise<unknown>;
}

/** A cached token that expires sooner than this is not worth using. */
const leastLifeMs = 60_000;

/** Looks a token up before it logs in, and keeps what the login gave. */
export async function throughCache(
  { cache, key, rejected, now }: { cache: TokenCache | undefined; key: string; rejected: CachedToken | undefined; now: number },
  logIn: () => Promise<CachedToken>,
): Promise<CachedToken> {
  const cached = await cache?.read(key);
  if (cached !== undefined && cached.token.reveal() !== rejected?.token.reveal() && cached.expiresAt - now > leastLifeMs) return cached;
  const fresh = await logIn();
  await cache?.write(key, fresh);
  return fresh;
}
