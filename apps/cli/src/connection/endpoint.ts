import { aomEndpointOverride, resolveIamEndpoint } from "@aom-workflow/auth/node";
import { aomEndpoint } from "@aom-workflow/client/internal";
import type { Place } from "../settings/resolve-settings.ts";
import { lookUp, type SettingSources } from "../settings/setting-sources.ts";
import type { Environment } from "../surface/environment.ts";

/** Says that settings of this machine, which the command line does not name, send the call elsewhere than to the region's own address. */
export async function overrideWarning(place: Place, env: Environment): Promise<string | undefined> {
  if (place.endpoint !== undefined || place.region === undefined) return undefined;
  const address = await endpointOf(place, env);
  return address === aomEndpoint(place.region)
    ? undefined
    : `This machine's settings put ${address} in place of the address of ${place.region}.`;
}

/**
 * The address of the service: the endpoint that was named, else the one that `HUAWEICLOUD_SDK_REGION_AOM_{REGION}` or the regions file
 * of the vendor's SDKs has for the region, else the region's own. Nothing where neither region nor endpoint is known.
 *
 * @throws CredentialsError for an address or a file that cannot be used
 */
export async function endpointOf({ region, endpoint }: Place, env: Environment): Promise<string | undefined> {
  if (endpoint !== undefined || region === undefined) return endpoint;
  return (await aomEndpointOverride(region, { env })) ?? aomEndpoint(region);
}

/** Address of IAM: the one that was named, else that of the region; nothing where neither is known. */
export function iamEndpointOf(sources: SettingSources): string | undefined {
  return lookUp("iam-endpoint", sources).value ?? resolveIamEndpoint(lookUp("region", sources).value, { env: sources.env });
}
