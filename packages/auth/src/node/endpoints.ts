import { endpointProblem, normaliseEndpoint } from "@aom-workflow/http/internal";
import { type RegionId, regions } from "@aom-workflow/types";
import { CredentialsError } from "../credentials/credentials-error.ts";
import { checkRegion, iamEndpoint, type Region } from "../iam/region.ts";
import { type RegionsFileOptions, readRegionsFile } from "./regions-file.ts";

/** Where endpoints may be overridden. */
export interface EndpointOptions extends RegionsFileOptions {
  /** Allows `http` to other than this machine. Default: false. */
  allowInsecureHttp?: boolean | undefined;
}

/**
 * The AOM endpoint that this machine's settings give a region: `HUAWEICLOUD_SDK_REGION_AOM_{REGION}` (the first of a comma list), else the entry
 * of the regions file.
 *
 * @returns nothing where neither has one, so that the vendor's applies.
 * @throws {CredentialsError} `file-invalid` or `file-unreadable` for the regions file, `invalid-option` for an endpoint that is not usable.
 */
export async function aomEndpointOverride(region: Region, options: EndpointOptions = {}): Promise<string | undefined> {
  const { env = process.env, allowInsecureHttp } = options;
  const variable = `HUAWEICLOUD_SDK_REGION_AOM_${region.replaceAll("-", "_").toUpperCase()}`;
  const fromVariable = env[variable]?.split(",")[0]?.trim();
  if (fromVariable) return checkEndpoint(fromVariable, variable, allowInsecureHttp);
  const found = await readRegionsFile(region, options);
  return found && checkEndpoint(found.endpoint, found.file, allowInsecureHttp);
}

/**
 * The AOM endpoint of a region: what this machine's settings say, else the vendor's.
 *
 * @throws {CredentialsError} as {@link aomEndpointOverride}.
 */
export async function resolveAomEndpoint(region: Region, options: EndpointOptions = {}): Promise<string> {
  return (await aomEndpointOverride(region, options)) ?? aomEndpoint(region);
}

/**
 * The IAM endpoint of a region: `HUAWEICLOUD_SDK_IAM_ENDPOINT`, else the vendor's. Without a region only the variable can name one.
 *
 * @throws {CredentialsError} `invalid-option` for an endpoint or region that is not usable.
 */
export function resolveIamEndpoint(region: Region, options?: Omit<EndpointOptions, "path">): string;
export function resolveIamEndpoint(region: Region | undefined, options?: Omit<EndpointOptions, "path">): string | undefined;
export function resolveIamEndpoint(
  region: Region | undefined,
  { env = process.env, allowInsecureHttp }: Omit<EndpointOptions, "path"> = {},
): string | undefined {
  const variable = "HUAWEICLOUD_SDK_IAM_ENDPOINT";
  const endpoint = env[variable];
  if (endpoint) return checkEndpoint(endpoint, variable, allowInsecureHttp);
  return region === undefined ? undefined : iamEndpoint(region);
}

function checkEndpoint(endpoint: string, source: string, allowInsecureHttp: boolean | undefined): string {
  const problem = endpointProblem(endpoint, allowInsecureHttp);
  if (problem === undefined) return normaliseEndpoint(endpoint);
  throw new CredentialsError("invalid-option", `The endpoint in ${source} ${problem}; correct it.`, { source });
}

/** The vendor's AOM endpoint of a region; of a region that is not listed, the one that follows the same pattern. */
function aomEndpoint(region: Region): string {
  const listed = Object.hasOwn(regions, region) ? regions[region as RegionId].endpoint : undefined;
  return listed ?? `https://aom.${checkRegion(region)}.myhuaweicloud.com`;
}
