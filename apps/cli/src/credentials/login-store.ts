import type { CachedToken } from "@aom-workflow/auth";
import { diskTokenCache } from "@aom-workflow/auth/node";
import { UsageError } from "../output/usage-error.ts";
import { choose, type Layers } from "../settings/layers.ts";

/** A token is good for one project, so there is a login for each profile and place. */
function keyOf(layers: Layers): string {
  const place = choose("region", layers).value ?? choose("endpoint", layers).value;
  return JSON.stringify(["auth login", layers.profile.name, place]);
}

/** The token of the login of this profile and place, be it still good or not. */
export function savedLogin(layers: Layers): Promise<CachedToken | undefined> {
  return diskTokenCache({ env: layers.env }).read(keyOf(layers));
}

/** Saves the token of a login. @throws UsageError when it could not be saved */
export async function saveLogin(layers: Layers, token: CachedToken): Promise<void> {
  if (await diskTokenCache({ env: layers.env }).write(keyOf(layers), token)) return;
  throw new UsageError("Could not save the token: check that the cache folder (XDG_CACHE_HOME, else ~/.cache) can be written.");
}

/** Deletes the login. @returns whether there was one */
export function deleteLogin(layers: Layers): Promise<boolean> {
  return diskTokenCache({ env: layers.env }).remove(keyOf(layers));
}
