import type { PlainRequest } from "@aom-workflow/client";
import type { Credentials } from "../../credentials/credentials.ts";

/** The request that would be sent, credentials included. */
export interface ShownRequest {
  readonly request: PlainRequest;
  /** Which credentials it has. */
  readonly credentials: Credentials["kind"] | "none";
}
