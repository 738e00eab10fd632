import type { Connection } from "@aom-workflow/http";
import { Secret, tokenProblem } from "@aom-workflow/http/internal";
import type { TokenRequest } from "@aom-workflow/types/iam";
import type { SourceContext } from "../credentials/call-source.ts";
import { CredentialsError } from "../credentials/credentials-error.ts";
import { callIam, iamOperations, peerOf } from "./call-iam.ts";
import type { CachedToken } from "./token-cache.ts";

type Auth = TokenRequest["auth"];

/** A login whose identity is asked for when it is needed, since a passcode lives for seconds. */
export interface Login {
  connection: Connection;
  identity: (context: SourceContext) => Auth["identity"] | Promise<Auth["identity"]>;
  scope: Auth["scope"];
}

/**
 * Logs in once and gives the token.
 *
 * @throws {CredentialsError} `login-refused`, `login-unreachable`, `unexpected-response`, or what kept the identity from being complete.
 */
export async function requestToken({ connection, identity, scope }: Login, signal: AbortSignal): Promise<CachedToken> {
  const auth = { identity: await identity({ signal }), scope };
  const { password, totp } = auth.identity;
  const secrets = [password?.user.password, totp?.user.passcode].filter((secret) => secret !== undefined);
  // Wrong passwords lock the user: whatever the contract says of other logins, one by password is sent once.
  const retry = password === undefined ? undefined : false;
  const { createTokenOperation } = await iamOperations();
  const answer = await callIam(
    connection,
    createTokenOperation,
    { auth, nocatalog: "true" },
    { purpose: "the login", signal, secrets, retry },
  );
  const token = answer.headers["x-subject-token"];
  const { expires_at: expiry, project } = answer.data.token ?? {};
  const expiresAt = Date.parse(expiry ?? "");
  const problem = tokenProblem(token);
  if (problem !== undefined) throw unusable(connection, `whose token (X-Subject-Token) ${problem}`);
  if (Number.isNaN(expiresAt)) throw unusable(connection, "that does not say when the token expires");
  return { token: new Secret(token as string), expiresAt, projectId: project?.id };
}

function unusable(connection: Connection, what: string): CredentialsError {
  const source = peerOf(connection);
  return new CredentialsError("unexpected-response", `${source} answered the login with a response ${what}; check the endpoint.`, {
    source,
  });
}
