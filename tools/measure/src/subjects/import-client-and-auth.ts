import { accessKey } from "@aom-workflow/auth";
import { createClient } from "@aom-workflow/client";

/** Only loads them. */
export function call(): unknown {
  return [createClient, accessKey];
}
