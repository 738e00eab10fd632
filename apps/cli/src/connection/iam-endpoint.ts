import { resolveIamEndpoint } from "@aom-workflow/auth/node";
import { choose, type Layers } from "../settings/layers.ts";

/** Address of IAM: the one that was named, else that of the region; nothing where neither is known. */
export function iamEndpointOf(layers: Layers): string | undefined {
  return choose("iam-endpoint", layers).value ?? resolveIamEndpoint(choose("region", layers).value, { env: layers.env });
}
