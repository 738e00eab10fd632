import { type Authenticate, findProjectId, type IamOptions, type Secret } from "@aom-workflow/auth";
import type { Transport } from "@aom-workflow/client";
import { UsageError } from "../output/usage-error.ts";
import { checkSettings } from "../settings/resolve-settings.ts";
import { lookUp, type SettingSources } from "../settings/setting-sources.ts";
import { iamEndpointOf } from "./endpoint.ts";

/** Where and how IAM is called. @throws UsageError for an unusable region or address, and when neither is known */
export function iamOptions(sources: SettingSources, transport: Transport): IamOptions & { readonly endpoint: string } {
  checkSettings(["region", "iam-endpoint"], sources);
  const region = lookUp("region", sources).value;
  const endpoint = iamEndpointOf(sources);
  if (endpoint === undefined) throw new UsageError("--region is missing: IAM needs a region, or --iam-endpoint.");
  return { region, endpoint, transport };
}

/** Looks up the project of the region. @throws CredentialsError, UsageError where no region is named */
export async function lookUpProject(
  sources: SettingSources,
  auth: Secret | Authenticate,
  transport: Transport,
  signal: AbortSignal,
): Promise<string> {
  const iam = iamOptions(sources, transport);
  if (iam.region === undefined) throw new UsageError("--region is missing: the project is looked up by region.");
  return findProjectId({ ...iam, auth, signal });
}
