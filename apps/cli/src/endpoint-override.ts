import { aomEndpoint } from "@aom-workflow/auth";
import { resolveAomEndpoint } from "@aom-workflow/auth/node";
import type { Environment } from "./environment.ts";

/**
 * The endpoint that `HUAWEICLOUD_SDK_REGION_AOM_{REGION}` or the regions file of the vendor's SDKs puts in the place of the region's own.
 * That a region cannot be one is for the client to say.
 *
 * @throws CredentialsError for an address or a file that cannot be used
 */
export async function endpointOverride(region: string | undefined, env: Environment): Promise<string | undefined> {
  if (region === undefined || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(region)) return undefined;
  const endpoint = await resolveAomEndpoint(region, { env });
  return endpoint === aomEndpoint(region) ? undefined : endpoint;
}
