import type { Authenticate } from "@aom-workflow/http";
import { requestSigner } from "../signature/request-signer.ts";
import { type AccessKeyOptions, checkKeys, keyKinds } from "./access-key-options.ts";
import type { SourceContext } from "./call-source.ts";
import { type Clock, clockKind } from "./clock.ts";
import { optionsOf } from "./read-options.ts";
import { renewableKeys } from "./renewable-keys.ts";
import { sameProject } from "./same-project.ts";

/** Gives an access key. The signal aborts when no request waits for the key any more. */
export type AccessKeyFunction = (context: SourceContext) => AccessKeyOptions | Promise<AccessKeyOptions>;

/**
 * Authenticates by a signature with an access key (SDK-HMAC-SHA256), freshly dated for each attempt. The project of the call is sent and
 * signed as X-Project-Id; the project of the keys serves calls that do not name one.
 *
 * @param keys the key, or a function that gets one: it is called once for many concurrent requests, again before `expiresAt`,
 *   and again after the server called the key expired.
 * @param keys.clock the clock for the time in signatures, in milliseconds; the gateway accepts 15 minutes of difference. Default `Date.now`.
 * @throws {CredentialsError} `invalid-credentials`, at once for keys that are handed in, with the request for keys from a function;
 *   `invalid-option` for a call that is for another project than the keys that were handed in.
 */
export function accessKey(keys: AccessKeyOptions & { clock?: Clock }): Authenticate;
export function accessKey(keys: AccessKeyFunction, options?: { clock?: Clock }): Authenticate;
export function accessKey(keys: (AccessKeyOptions & { clock?: Clock }) | AccessKeyFunction, options: { clock?: Clock } = {}): Authenticate {
  const { clock } = optionsOf(options, clockKind);
  return typeof keys === "function"
    ? renewableKeys({ get: keys, source: "the access key function", clock }).authenticate
    : fixedKeys({ clock, ...optionsOf(keys, { ...keyKinds, ...clockKind }) });
}

function fixedKeys({ clock = Date.now, ...keys }: AccessKeyOptions & { clock?: Clock | undefined }): Authenticate {
  const { projectId: own, ...checked } = checkKeys(keys);
  const sign = requestSigner(checked);
  const authenticate: Authenticate = (request, { projectId }) => sign(request, { now: clock(), projectId: sameProject(own, projectId) });
  return Object.assign(authenticate, { projectId: () => own });
}
