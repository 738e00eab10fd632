import { type RegionId, regions } from "@aom-workflow/types";
import { CredentialsError } from "./errors.ts";

/** A region: completed from the vendor's list, yet any other text is accepted. */
export type Region = RegionId | (string & {});

/**
 * Is the workflow function open in this region, as far as the vendor says? AOM itself has endpoints in more regions.
 * A region that the vendor does not list may be a private cloud; of those nothing is known.
 */
export function isOpenIn(region: Region): boolean | undefined {
  return lookUp(region)?.open;
}

/** The vendor's AOM endpoint of a region; of a region that is not listed, the one that follows the same pattern. */
export function aomEndpoint(region: Region): string {
  return lookUp(region)?.endpoint ?? `https://aom.${checkRegion(region)}.myhuaweicloud.com`;
}

/** The vendor's IAM endpoint of a region. */
export function iamEndpoint(region: Region): string {
  return `https://iam.${checkRegion(region)}.myhuaweicloud.com`;
}

function lookUp(region: Region): { endpoint: string; open: boolean } | undefined {
  return Object.hasOwn(regions, region) ? regions[region as RegionId] : undefined;
}

function checkRegion(region: Region): string {
  if (/^[a-z0-9](-?[a-z0-9])*$/.test(region)) return region;
  throw new CredentialsError(
    "invalid-option",
    "The region must be an id such as cn-north-4: small letters, digits and hyphens; correct it.",
    {
      source: "region",
    },
  );
}
