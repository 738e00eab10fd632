import type { Authenticate, FindProjectIdOptions } from "@aom-workflow/auth";
import { findProjectId, token } from "@aom-workflow/auth";
import { resolveIamEndpoint } from "@aom-workflow/auth/node";
import { callFetch } from "../call-fetch.ts";
import { choose, type Layers } from "../layers.ts";
import { UsageError } from "../usage-error.ts";

/** Where and how IAM is asked. @throws UsageError when neither region nor endpoint is known */
export function iamConnection(layers: Layers, trace: (text: string) => void): Pick<FindProjectIdOptions, "region" | "endpoint" | "fetch"> {
  const region = choose("region", layers).value;
  const given = choose("iam-endpoint", layers).value ?? (layers.env.HUAWEICLOUD_SDK_IAM_ENDPOINT || undefined);
  const endpoint = given ?? (region && resolveIamEndpoint(region, { env: layers.env }));
  if (endpoint === undefined) throw new UsageError("--region is missing: IAM is asked in a region (or name it by --iam-endpoint).");
  return { region, endpoint, fetch: callFetch(layers, trace) };
}

/** Looks up the project of the region. @throws CredentialsError */
export function lookUpProject(layers: Layers, auth: string | Authenticate, trace: (text: string) => void): Promise<string> {
  return findProjectId({ ...iamConnection(layers, trace), auth: typeof auth === "string" ? token(auth) : auth });
}
