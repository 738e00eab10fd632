import type { CachedToken } from "@aom-workflow/auth";
import type { CredentialChain } from "@aom-workflow/auth/node";
import type { TokenSource } from "../settings/token-source.ts";

/** The credentials that a call would use, before any of them is touched. */
export type Credentials =
  | { readonly kind: "token"; readonly source: TokenSource }
  | { readonly kind: "login"; readonly token: CachedToken }
  | {
      readonly kind: "chain";
      readonly chain: CredentialChain;
      /** When the saved login expired, in milliseconds since 1970. */
      readonly loginExpiredAt?: number | undefined;
      /** Which of two different pairs in the environment is used. */
      readonly ambiguity?: string | undefined;
      /** Origin of the service that there is no login for. */
      readonly service: () => Promise<string | undefined>;
    };

/** When they expire, in ISO 8601, where that is known. */
export function expiryOf(credentials: Credentials): string | undefined {
  return credentials.kind === "login" ? new Date(credentials.token.expiresAt).toISOString() : undefined;
}
