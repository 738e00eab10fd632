import { endpointProblem, normaliseEndpoint, type OptionKinds } from "@aom-workflow/http/internal";
import { type RegionId, regions } from "@aom-workflow/types";
import { CredentialsError } from "../credentials/credentials-error.ts";
import { optionsOf } from "../credentials/read-options.ts";
import { checkRegion, checkRegionText, iamEndpoint, type Region } from "../iam/region.ts";
import { type RegionsFileOptions, readRegionsFile } from "./regions-file.ts";

/** Where endpoints may be overridden. */
export interface EndpointOptions extends RegionsFileOptions {
  /** Allows `http` to other than this machine. Default: false. */
  allowInsecureHttp?: boolean | undefined;
}

const optionKinds: OptionKinds<EndpointOptions> = { env: "value", path: "value", allowInsecureHttp: "switch" };

/**
 * The AOM endpoint that this machine's settings give a region: `HUAWEICLOUD_SDK_REGION_AOM_{REGION}`, else the entry of the regions file. Of
 * several endpoints, separated by commas, the first is used; the others, which the vendor's SDKs try when that one fails, are not.
 *
 * @returns undefined if neither has one, so that the vendor's applies.
 * @throws {CredentialsError} `file-invalid` or `file-unreadable` for the regions file, `invalid-option` for an option, a region or an endpoint that is not usable.
 */
export async function aomEndpointOverride(region: Region, given: EndpointOptions = {}): Promise<string | undefined> {
  const options = optionsOf(given, optionKinds);
  checkRegionText(region);
  const { env = process.env, allowInsecureHttp } = options;
  const variable = `HUAWEICLOUD_SDK_REGION_AOM_${region.replaceAll("-", "_").toUpperCase()}`;
  const [fromVariable] = env[variable]?.match(/[^\s,]+/) ?? [];
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

const iamKinds: OptionKinds<Omit<EndpointOptions, "path">> = { env: "value", allowInsecureHttp: "switch" };

/**
 * The IAM endpoint of a region: `HUAWEICLOUD_SDK_IAM_ENDPOINT`, else the vendor's. Without a region only the variable can name one.
 *
 * @throws {CredentialsError} `invalid-option` for an option, endpoint or region that is not usable.
 */
export function resolveIamEndpoint(region: Region, options?: Omit<EndpointOptions, "path">): string;
export function resolveIamEndpoint(region: Region | undefined, options?: Omit<EndpointOptions, "path">): string | undefined;
export function resolveIamEndpoint(region: Region | undefined, options: Omit<EndpointOptions, "path"> = {}): string | undefined {
  const { env = process.env, allowInsecureHttp } = optionsOf(options, iamKinds);
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
