import type { CachedToken } from "@aom-workflow/auth";
import { diskTokenCache } from "@aom-workflow/auth/node";
import { choose, type Layers } from "../layers.ts";
import { UsageError } from "../usage-error.ts";

/** A token is good for one project, so there is a login for each profile and place. */
function keyOf(layers: Layers): string {
  const place = choose("region", layers).value ?? choose("endpoint", layers).value;
  return JSON.stringify(["auth login", layers.profile.name, place]);
}

/** The token of the login of this profile and place, be it still good or not. */
export async function keptLogin(layers: Layers): Promise<CachedToken | undefined> {
  const kept = await diskTokenCache({ env: layers.env }).read(keyOf(layers));
  return kept && kept.token !== loggedOut ? kept : undefined;
}

/** Stands where a token was. */
const loggedOut = "-";

/** Keeps the token of a login. @throws UsageError when it could not be kept */
export async function keepLogin(layers: Layers, token: CachedToken): Promise<void> {
  const cache = diskTokenCache({ env: layers.env });
  await cache.write(keyOf(layers), token);
  if ((await cache.read(keyOf(layers)))?.token !== token.token) {
    throw new UsageError("The token could not be kept: check that the cache folder (XDG_CACHE_HOME, else ~/.cache) can be written.");
  }
}

/** Forgets the login. @returns whether there was one */
export async function forgetLogin(layers: Layers): Promise<boolean> {
  const wasThere = (await keptLogin(layers)) !== undefined;
  if (wasThere) await keepLogin(layers, { token: loggedOut, expiresAt: 0 });
  return wasThere;
}
