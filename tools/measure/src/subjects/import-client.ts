import { createClient } from "@aom-workflow/client";

/** Only loads it. */
export function call(): unknown {
  return createClient;
}
