import type { CachedToken, LoginOrigin } from "@aom-workflow/auth";
import { diskTokenCache } from "@aom-workflow/auth/node";
import { endpointOf, iamEndpointOf } from "../connection/endpoint.ts";
import { UsageError } from "../output/usage-error.ts";
import { choose, type Layers } from "../settings/layers.ts";
import { resolvePlace } from "../settings/resolve-settings.ts";

/** The token of the login of this profile at this service, whether or not it has expired; nothing where it was made at another IAM or by another user. */
export async function savedLogin(layers: Layers): Promise<CachedToken | undefined> {
  const token = await cacheOf(layers).read(await keyOf(layers));
  return token?.login && isFor(token.login, layers) ? token : undefined;
}

/** Saves the token of a login. @throws UsageError when it could not be saved */
export async function saveLogin(layers: Layers, token: CachedToken & { readonly login: LoginOrigin }): Promise<void> {
  if (!(await cacheOf(layers).write(await keyOf(layers), token))) throw notWritable();
}

/** Checks that a token could be saved, before a password is spent on it. @throws UsageError when it could not be saved */
export async function checkLoginStore(layers: Layers): Promise<void> {
  if (!(await cacheOf(layers).isWritable())) throw notWritable();
}

/** Deletes the login. @returns whether there was one */
export async function deleteLogin(layers: Layers): Promise<boolean> {
  return cacheOf(layers).remove(await keyOf(layers));
}

/** Origin of the service that a login of these layers is for, where it is known. */
export async function serviceOrigin(layers: Layers): Promise<string | undefined> {
  return originOf(await endpointOf(resolvePlace(layers, []), layers.env));
}

/** A token must not reach another service than the one it was made for. */
async function keyOf(layers: Layers): Promise<string> {
  return JSON.stringify(["auth login", layers.profile.name, (await serviceOrigin(layers)) ?? null]);
}

function isFor({ iamEndpoint, account, user }: LoginOrigin, layers: Layers): boolean {
  const asked = { iam: originOf(iamEndpointOf(layers)), account: choose("account", layers).value, user: choose("user", layers).value };
  const made = { iam: originOf(iamEndpoint), account, user };
  return (["iam", "account", "user"] as const).every((part) => asked[part] === undefined || asked[part] === made[part]);
}

function originOf(address: string | undefined): string | undefined {
  return address !== undefined && URL.canParse(address) ? new URL(address).origin : undefined;
}

function cacheOf({ env }: Layers) {
  return diskTokenCache({ env });
}

function notWritable(): UsageError {
  return new UsageError(
    "Could not save the token: check that the cache folder (XDG_CACHE_HOME, else ~/.cache) can be written; where there is no home folder, set XDG_CACHE_HOME.",
  );
}
