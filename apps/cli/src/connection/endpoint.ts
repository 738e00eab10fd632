import { aomEndpointOverride } from "@aom-workflow/auth/node";
import { aomEndpoint } from "@aom-workflow/client";
import type { Place } from "../settings/place.ts";
import type { Environment } from "../surface/environment.ts";

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
