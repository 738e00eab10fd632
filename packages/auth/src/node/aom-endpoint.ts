import { type RegionId, regions } from "@aom-workflow/types";
import { checkRegion, type Region } from "../iam/region.ts";

/** The vendor's AOM endpoint of a region; of a region that is not listed, the one that follows the same pattern. */
export function aomEndpoint(region: Region): string {
  const listed = Object.hasOwn(regions, region) ? regions[region as RegionId].endpoint : undefined;
  return listed ?? `https://aom.${checkRegion(region)}.myhuaweicloud.com`;
}
