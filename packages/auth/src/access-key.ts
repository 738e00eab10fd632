import type { Authenticate } from "./authenticate.ts";
import { callSource } from "./call-source.ts";
import type { Clock } from "./clock.ts";
import { checkAccessKeyId, checkId, checkSecret } from "./credential-checks.ts";
import { type ExpiryTime, toMilliseconds } from "./expiry-time.ts";
import { andThen } from "./maybe-promise.ts";
import { renewable } from "./renewable.ts";
import { conceal, type Secret } from "./secret.ts";
import { type RequestKeys, signRequest } from "./sign-request.ts";

/** An access key, permanent or temporary. */
export interface AccessKeyOptions {
  /** Access key id (AK). */
  accessKeyId: string;
  /** Secret access key (SK). */
  secretAccessKey: string | Secret;
  /** Sent as X-Security-Token; temporary keys do not work without it. */
  securityToken?: string | Secret | undefined;
  /** Sent and signed as X-Project-Id. Without it that header is neither sent nor signed. */
  projectId?: string | undefined;
  /** When the key ends; it is renewed before. Only for keys that a function gives. */
  expiresAt?: ExpiryTime | undefined;
  /** Where the values came from, for messages. */
  source?: string | undefined;
}

/**
 * Authenticates by a signature with an access key (SDK-HMAC-SHA256), freshly dated for each attempt.
 *
 * @param keys the key, or a function that gets one: it is called once for many concurrent requests, again before `expiresAt`,
 *   and again after the server called the key expired.
 * @param keys.clock tells the time that signatures are dated with, in milliseconds; the gateway accepts 15 minutes of difference. Default `Date.now`.
 * @throws {CredentialsError} `invalid-credentials`, at once for keys that are handed in, with the request for keys from a function.
 */
export function accessKey(keys: AccessKeyOptions & { clock?: Clock }): Authenticate;
export function accessKey(keys: () => AccessKeyOptions | Promise<AccessKeyOptions>, options?: { clock?: Clock }): Authenticate;
export function accessKey(
  keys: (AccessKeyOptions & { clock?: Clock }) | (() => AccessKeyOptions | Promise<AccessKeyOptions>),
  options: { clock?: Clock } = {},
): Authenticate {
  return typeof keys === "function" ? fromFunction(keys, options.clock ?? Date.now) : fromKeys(keys, keys.clock ?? Date.now);
}

function fromKeys(options: AccessKeyOptions, clock: Clock): Authenticate {
  const keys = checkKeys(options);
  return (request) => signRequest(request, keys, clock());
}

function fromFunction(get: () => AccessKeyOptions | Promise<AccessKeyOptions>, clock: Clock): Authenticate {
  const source = "the access key function";
  const keys = renewable<RequestKeys>({
    source,
    clock,
    async load() {
      const fresh = (await callSource(get, source)) ?? {};
      return { value: checkKeys(fresh), expiresAt: toMilliseconds(fresh.expiresAt, fresh.source ?? source) };
    },
  });
  return Object.assign((request: Request) => andThen(keys.get(), (current) => signRequest(request, current, clock())), {
    renew() {
      keys.forget();
      return true;
    },
  });
}

/** Checked copies, so that what is signed later is what was checked. */
export function checkKeys({ accessKeyId, secretAccessKey, securityToken, projectId, source }: AccessKeyOptions): RequestKeys {
  const from = (option: string) => source ?? option;
  return {
    accessKeyId: checkAccessKeyId(accessKeyId, from("accessKeyId")),
    secretAccessKey: conceal(checkSecret(secretAccessKey, { what: "secret access key", source: from("secretAccessKey") })),
    securityToken:
      securityToken === undefined
        ? undefined
        : conceal(checkSecret(securityToken, { what: "security token", source: from("securityToken") })),
    projectId: projectId === undefined ? undefined : checkId(projectId, { what: "project id", source: from("projectId") }),
  };
}
