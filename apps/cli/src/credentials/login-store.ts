import type { CachedToken, LoginOrigin } from "@aom-workflow/auth";
import { diskTokenCache } from "@aom-workflow/auth/node";
import { endpointOf, iamEndpointOf } from "../connection/endpoint.ts";
import { UsageError } from "../output/usage-error.ts";
import { resolvePlace } from "../settings/resolve-settings.ts";
import { lookUp, type SettingSources } from "../settings/setting-sources.ts";

/** The token of the login of this profile at this service, whether or not it has expired; nothing where it was made at another IAM or by another user. */
export async function savedLogin(sources: SettingSources): Promise<CachedToken | undefined> {
  const token = await cacheOf(sources).read(await keyOf(sources));
  return token?.login && isFor(token.login, sources) ? token : undefined;
}

/** Saves the token of a login. @throws UsageError when it could not be saved */
export async function saveLogin(sources: SettingSources, token: CachedToken & { readonly login: LoginOrigin }): Promise<void> {
  if (!(await cacheOf(sources).write(await keyOf(sources), token))) throw notWritable();
}

/** Checks that a token could be saved, before a password is spent on it. @throws UsageError when it could not be saved */
export async function checkLoginStore(sources: SettingSources): Promise<void> {
  if (!(await cacheOf(sources).isWritable())) throw notWritable();
}

/** Deletes the login. @returns whether there was one */
export async function deleteLogin(sources: SettingSources): Promise<boolean> {
  return cacheOf(sources).remove(await keyOf(sources));
}

/** Origin of the service that a login of these sources is for, where it is known. */
export async function serviceOrigin(sources: SettingSources): Promise<string | undefined> {
  return originOf(await endpointOf(resolvePlace(sources, []), sources.env));
}

/** A token must not reach another service than the one it was made for. */
async function keyOf(sources: SettingSources): Promise<string> {
  return JSON.stringify(["auth login", sources.profile.name, (await serviceOrigin(sources)) ?? null]);
}

function isFor({ iamEndpoint, account, user }: LoginOrigin, sources: SettingSources): boolean {
  const asked = { iam: originOf(iamEndpointOf(sources)), account: lookUp("account", sources).value, user: lookUp("user", sources).value };
  const made = { iam: originOf(iamEndpoint), account, user };
  return (["iam", "account", "user"] as const).every((part) => asked[part] === undefined || asked[part] === made[part]);
}

function originOf(address: string | undefined): string | undefined {
  return address !== undefined && URL.canParse(address) ? new URL(address).origin : undefined;
}

function cacheOf({ env }: SettingSources) {
  return diskTokenCache({ env });
}

function notWritable(): UsageError {
  return new UsageError(
    "Could not save the token: check that the cache folder (XDG_CACHE_HOME, else ~/.cache) can be written; if there is no home folder, set XDG_CACHE_HOME.",
  );
}
