import type { Authenticate } from "@aom-workflow/http";
import { andThen } from "../signature/maybe-promise.ts";
import { type RequestSigner, requestSigner } from "../signature/request-signer.ts";
import { type AccessKeyOptions, checkKeys } from "./access-key-options.ts";
import { callSource, type SourceContext, sourceStaleAfterMs } from "./call-source.ts";
import type { Clock } from "./clock.ts";
import { toMilliseconds } from "./expiry-time.ts";
import { renewable } from "./renewable.ts";
import { sameProject } from "./same-project.ts";

/** Where renewable keys come from, and what they are for. */
export interface RenewableKeysOptions<Keys> {
  get(context: SourceContext): Keys | Promise<Keys>;
  /** The source of the keys, for messages. */
  source: string;
  clock?: Clock | undefined;
  /** Project that the caller wants the keys for; takes precedence over the one that comes with them. */
  projectId?: string | undefined;
  /** Must getting the keys not be repeated with each call? */
  restsAfterFailure?: boolean;
}

/** Signs with the current keys. */
export interface KeysAuthenticate extends Authenticate {
  renew(): boolean;
  projectId(context: SourceContext): string | undefined | Promise<string | undefined>;
}

/** Keys that are renewed, and what signs with them. */
export interface RenewableKeys<Keys> {
  authenticate: KeysAuthenticate;
  /** The keys as they were given. */
  current(signal: AbortSignal): Keys | Promise<Keys>;
}

/** Signs with keys that a function gives: asked once for many concurrent requests, and again before the keys expire. */
export function renewableKeys<Keys extends AccessKeyOptions>(options: RenewableKeysOptions<Keys>): RenewableKeys<Keys> {
  const { get, source, clock = Date.now, projectId: own, restsAfterFailure = false } = options;
  const ready = renewable<{ keys: Keys; sign: RequestSigner; projectId: string | undefined }>({
    source,
    clock,
    staleAfterMs: sourceStaleAfterMs,
    restsAfterFailure,
    async load({ signal }) {
      const keys = (await callSource(get, source, signal)) ?? ({} as Keys);
      const { projectId, ...checked } = checkKeys(keys);
      return { value: { keys, sign: requestSigner(checked), projectId }, expiresAt: toMilliseconds(keys.expiresAt, keys.source ?? source) };
    },
  });
  const authenticate: Authenticate = (request, { signal, projectId: called }) => {
    const wanted = sameProject(own, called);
    return andThen(ready.get(signal), ({ sign, projectId }) => sign(request, { now: clock(), projectId: wanted ?? projectId }));
  };
  return {
    authenticate: Object.assign(authenticate, {
      renew() {
        ready.forget();
        return true;
      },
      projectId: ({ signal }: SourceContext) => own ?? andThen(ready.get(signal), ({ projectId }) => projectId),
    }),
    current: (signal) => andThen(ready.get(signal), ({ keys }) => keys),
  };
}
