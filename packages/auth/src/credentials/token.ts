import type { Authenticate } from "@aom-workflow/http";
import { conceal, type Secret } from "@aom-workflow/http/internal";
import { andThen } from "../signature/maybe-promise.ts";
import { callSource, type SourceContext, sourceStaleAfterMs } from "./call-source.ts";
import { type Clock, clockKind } from "./clock.ts";
import { checkToken } from "./credential-checks.ts";
import { type ExpiryTime, toMilliseconds } from "./expiry-time.ts";
import { optionsOf } from "./read-options.ts";
import { type Expiring, renewable } from "./renewable.ts";
import { tokenHeader } from "./token-header.ts";

/** A token and when it expires. */
export interface TokenValue {
  token: string | Secret;
  /** The token is renewed before this; without it, once the server calls it expired. */
  expiresAt?: ExpiryTime | undefined;
}

/** Gives a token. The signal aborts when no request waits for the token any more. */
export type TokenFunction = (context: SourceContext) => string | Secret | TokenValue | Promise<string | Secret | TokenValue>;

/**
 * Authenticates by an IAM token in X-Auth-Token.
 *
 * @param value the token (1 to 40960 characters), or a function that gets one: it is called once for many concurrent requests,
 *   again before `expiresAt`, and again after the server called the token expired.
 * @param options.clock the clock, in milliseconds. Default `Date.now`.
 * @throws {CredentialsError} `invalid-credentials`, at once for a token that is handed in, with the request for one from a function;
 *   `invalid-option` for another option.
 */
export function token(value: string | Secret | TokenFunction, options: { clock?: Clock } = {}): Authenticate {
  const { clock = Date.now } = optionsOf(options, clockKind);
  return typeof value === "function" ? fromFunction(value, clock) : fromToken(value);
}

function fromToken(value: string | Secret): Authenticate {
  const secret = conceal(checkToken(value, { what: "token", source: "token" }));
  return () => tokenHeader(secret);
}

function fromFunction(get: TokenFunction, clock: Clock): Authenticate {
  const source = "the token function";
  const current = renewable<Secret>({
    source,
    clock,
    staleAfterMs: sourceStaleAfterMs,
    load: async ({ signal }) => readToken(await callSource(get, source, signal), source),
  });
  const authenticate: Authenticate = (_, { signal }) => andThen(current.get(signal), tokenHeader);
  return Object.assign(authenticate, {
    renew() {
      current.forget();
      return true;
    },
  });
}

function readToken(value: string | Secret | TokenValue, source: string): Expiring<Secret> {
  const { token, expiresAt } =
    typeof value === "object" && value !== null && "token" in value ? value : { token: value, expiresAt: undefined };
  return { value: conceal(checkToken(token, { what: "token", source })), expiresAt: toMilliseconds(expiresAt, source) };
}
