import type { RegionId } from "@aom-workflow/types";
import { CredentialsError } from "../credentials/credentials-error.ts";

/** A region: completed from the vendor's list, yet any other text is accepted. */
export type Region = RegionId | (string & {});

/** The vendor's IAM endpoint of a region. */
export function iamEndpoint(region: Region): string {
  return `https://iam.${checkRegion(region)}.myhuaweicloud.com`;
}

/** Refuses a region that would lead to another host. */
export function checkRegion(region: Region): string {
  checkRegionText(region);
  if (/^[a-z0-9](-?[a-z0-9])*$/.test(region)) return region;
  throw new CredentialsError(
    "invalid-option",
    "The region must be an id such as cn-north-4: lower-case letters, digits and hyphens; correct it.",
    { source: "region" },
  );
}

/** Refuses anything but a string, such as an unset variable: as text, `undefined` looks like an id. */
export function checkRegionText(region: unknown): void {
  if (typeof region === "string") return;
  const shown = typeof region === "object" && region !== null ? "an object" : String(region);
  throw new CredentialsError("invalid-option", `The region must be a text such as cn-north-4, not ${shown}.`, { source: "region" });
}
