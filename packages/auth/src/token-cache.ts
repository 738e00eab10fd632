/** A token as it is kept. */
export interface CachedToken {
  token: string;
  /** End of the token, in milliseconds since 1970. */
  expiresAt: number;
}

/** Keeps tokens beyond one process. A cache never fails a login: what it cannot read it does not have. */
export interface TokenCache {
  read(key: string): Promise<CachedToken | undefined>;
  write(key: string, token: CachedToken): Promise<void>;
}

/** A kept token with less life than this is not worth using. */
const leastLifeMs = 60_000;

/** Looks a token up before it logs in, and keeps what the login gave. */
export async function throughCache(
  { cache, key, rejected, now }: { cache: TokenCache | undefined; key: string; rejected: string | undefined; now: number },
  logIn: () => Promise<CachedToken>,
): Promise<CachedToken> {
  const kept = await cache?.read(key);
  if (kept !== undefined && kept.token !== rejected && kept.expiresAt - now > leastLifeMs) return kept;
  const fresh = await logIn();
  await cache?.write(key, fresh);
  return fresh;
}
