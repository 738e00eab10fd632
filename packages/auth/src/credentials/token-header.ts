import type { PlainHeaders } from "@aom-workflow/http";
import type { Secret } from "@aom-workflow/http/internal";

/** The header that carries a token. */
export function tokenHeader(token: Secret): PlainHeaders {
  return { "x-auth-token": token.reveal() };
}
