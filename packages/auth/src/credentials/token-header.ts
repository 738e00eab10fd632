import type { PlainHeaders, Secret } from "@aom-workflow/http";

/** The header that carries a token. */
export function tokenHeader(token: Secret): PlainHeaders {
  return { "x-auth-token": token.reveal() };
}
