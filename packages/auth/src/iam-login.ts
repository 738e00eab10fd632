import { operations, type TokenRequest, type TokenResponse } from "@aom-workflow/types/iam";
import type { Authenticate } from "./authenticate.ts";
import type { Clock } from "./clock.ts";
import { checkToken } from "./credential-checks.ts";
import { CredentialsError, isCredentialsError } from "./errors.ts";
import { toMilliseconds } from "./expiry-time.ts";
import type { IamConnection } from "./iam-connection.ts";
import { callIam } from "./iam-request.ts";
import { renewable } from "./renewable.ts";
import { Secret } from "./secret.ts";
import { renewableToken } from "./token.ts";
import { type CachedToken, type TokenCache, throughCache } from "./token-cache.ts";

type Auth = TokenRequest["auth"];

/** A login whose request is made when it is needed, since a passcode lives for seconds. */
export interface Login {
  connection: IamConnection;
  identity: () => Auth["identity"] | Promise<Auth["identity"]>;
  scope: Auth["scope"];
  /** Who logs in, without secrets: names the kept token. */
  who: string;
  auth?: Authenticate;
  cache?: TokenCache | undefined;
  clock?: Clock | undefined;
  /** After a refusal the login is not tried again. */
  refusalIsFinal?: boolean;
}

/** What the project of a token is named by. */
export interface ProjectScope {
  /** Project that the token is for. */
  projectId?: string | undefined;
  /** Name of that project, where its id is not given. Default: the region. */
  projectName?: string | undefined;
}

/** Authenticates by the token of a login, which is shared, kept and renewed. */
export function authenticateByLogin(login: Login): Authenticate {
  const { connection, scope, who, cache, clock = Date.now, refusalIsFinal = false } = login;
  const key = JSON.stringify([connection.endpoint, who, scope]);
  let refusal: CredentialsError | undefined;
  const authenticate = renewableToken(
    renewable<Secret>({
      source: `IAM (${connection.endpoint})`,
      clock,
      async load(rejected) {
        const fresh = await throughCache({ cache, key, rejected: rejected?.reveal(), now: clock() }, logIn);
        return { value: new Secret(fresh.token), expiresAt: fresh.expiresAt };
      },
    }),
  );
  return Object.assign((request: Request) => authenticate(request), {
    renew: () => refusal === undefined && (authenticate.renew?.() ?? false),
  });

  async function logIn(): Promise<CachedToken> {
    if (refusal) throw refusal;
    try {
      return await requestToken(connection, { auth: { identity: await login.identity(), scope } }, login.auth);
    } catch (error) {
      if (refusalIsFinal && isCredentialsError(error) && error.code === "login-refused") refusal = error;
      throw error;
    }
  }
}

/** The scope that regional services want. */
export function projectScope({ projectId, projectName }: ProjectScope, region: string | undefined): Auth["scope"] {
  const name = projectName ?? region;
  if (projectId !== undefined) return { project: { id: projectId } };
  if (name !== undefined) return { project: { name } };
  throw new CredentialsError(
    "invalid-option",
    "The login needs `projectId`, `projectName` or `region`, since a token is good for one project; give one of them.",
    {
      source: "projectId",
    },
  );
}

async function requestToken(connection: IamConnection, body: TokenRequest, auth: Authenticate | undefined): Promise<CachedToken> {
  const answer = await callIam<TokenResponse>(connection, {
    operation: operations.KeystoneCreateUserTokenByPassword,
    query: { nocatalog: "true" },
    body,
    auth,
    purpose: "the login",
  });
  const source = `the header X-Subject-Token of IAM (${connection.endpoint})`;
  const token = checkToken(answer.headers.get("x-subject-token") ?? "", source);
  const expiresAt = toMilliseconds(answer.body.token?.expires_at ?? "", `IAM (${connection.endpoint})`) as number;
  return { token, expiresAt };
}
