import type { Authenticate } from "./authenticate.ts";
import { callSource } from "./call-source.ts";
import type { Clock } from "./clock.ts";
import { checkToken } from "./credential-checks.ts";
import { type ExpiryTime, toMilliseconds } from "./expiry-time.ts";
import { andThen } from "./maybe-promise.ts";
import { type Expiring, type Renewable, renewable } from "./renewable.ts";
import { conceal, type Secret } from "./secret.ts";

/** A token and when it ends. */
export interface TokenValue {
  token: string | Secret;
  /** The token is renewed before this; without it, once the server calls it expired. */
  expiresAt?: ExpiryTime | undefined;
}

/** Gives a token. */
export type TokenFunction = () => string | Secret | TokenValue | Promise<string | Secret | TokenValue>;

/**
 * Authenticates by an IAM token in X-Auth-Token.
 *
 * @param value the token (1 to 40960 characters), or a function that gets one: it is called once for many concurrent requests,
 *   again before `expiresAt`, and again after the server called the token expired.
 * @param options.clock tells the time, in milliseconds. Default `Date.now`.
 * @throws {CredentialsError} `invalid-credentials`, at once for a token that is handed in, with the request for one from a function.
 */
export function token(value: string | Secret | TokenFunction, options: { clock?: Clock } = {}): Authenticate {
  if (typeof value !== "function") {
    const secret = conceal(checkToken(value, "token"));
    return (request) => setToken(request, secret);
  }
  const source = "the token function";
  return renewableToken(
    renewable<Secret>({
      source,
      clock: options.clock ?? Date.now,
      load: async () => readToken(await callSource(value, source), source),
    }),
  );
}

/** Authenticates by whatever token is current. */
export function renewableToken(current: Renewable<Secret>): Authenticate {
  return Object.assign((request: Request) => andThen(current.get(), (secret) => setToken(request, secret)), {
    renew() {
      current.forget();
      return true;
    },
  });
}

function readToken(value: string | Secret | TokenValue, source: string): Expiring<Secret> {
  const { token, expiresAt } =
    typeof value === "object" && value !== null && "token" in value ? value : { token: value, expiresAt: undefined };
  return { value: conceal(checkToken(token, source)), expiresAt: toMilliseconds(expiresAt, source) };
}

function setToken(request: Request, secret: Secret): Request {
  request.headers.set("x-auth-token", secret.reveal());
  return request;
}
