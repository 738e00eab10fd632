import type { Authenticate } from "@aom-workflow/http";
import type { SourceContext } from "../credentials/call-source.ts";
import type { Clock } from "../credentials/clock.ts";
import { type CredentialsError, isCredentialsError } from "../credentials/credentials-error.ts";
import { renewable } from "../credentials/renewable.ts";
import { sameProject } from "../credentials/same-project.ts";
import { tokenHeader } from "../credentials/token-header.ts";
import { andThen } from "../signature/maybe-promise.ts";
import { nameOfIam } from "./call-iam.ts";
import { type Login, requestToken } from "./request-token.ts";
import { type CachedToken, type TokenCache, throughCache } from "./token-cache.ts";

/** A login, and what is known of its token beforehand. */
export interface LoginOptions extends Login {
  /** The user that logs in, without secrets: part of the key of a cached token. */
  who: string;
  cache?: TokenCache | undefined;
  clock?: Clock | undefined;
  /** Does a refused login stay refused? */
  refusalIsFinal: boolean;
}

/** Authenticates by the token of a login, which is shared, cached and renewed. */
export function authenticateByLogin(login: LoginOptions): Authenticate {
  const { connection, scope, who, cache, clock = Date.now, refusalIsFinal } = login;
  const key = JSON.stringify([connection.endpoint, who, scope]);
  const own = scope.project?.id;
  let refusal: CredentialsError | undefined;
  const current = renewable<CachedToken>({
    source: nameOfIam(connection),
    clock,
    restsAfterFailure: true,
    async load({ rejected, signal }) {
      const value = await throughCache({ cache, key, rejected, now: clock() }, () => logIn(signal));
      return { value, expiresAt: value.expiresAt };
    },
  });
  const authenticate: Authenticate = (_, { signal, projectId }) => {
    sameProject(own, projectId);
    return andThen(current.get(signal), ({ token }) => tokenHeader(token));
  };
  return Object.assign(authenticate, {
    renew() {
      current.forget();
      return refusal === undefined;
    },
    projectId: ({ signal }: SourceContext) => own ?? andThen(current.get(signal), ({ projectId }) => projectId),
  });

  async function logIn(signal: AbortSignal): Promise<CachedToken> {
    if (refusal) throw refusal;
    try {
      return await requestToken(login, signal);
    } catch (error) {
      if (refusalIsFinal && isCredentialsError(error) && error.code === "login-refused") refusal = error;
      throw error;
    }
  }
}
