import type { Connection } from "@aom-workflow/http";
import { Secret, tokenProblem } from "@aom-workflow/http/internal";
import type { TokenRequest } from "@aom-workflow/types/iam";
import type { SourceContext } from "../credentials/call-source.ts";
import { isId } from "../credentials/credential-checks.ts";
import { callIam, iamOperations, unusable } from "./call-iam.ts";
import type { CachedToken } from "./token-cache.ts";

type Auth = TokenRequest["auth"];

/** A login whose identity is asked for when it is needed, since a passcode lives for seconds. */
export interface Login {
  connection: Connection;
  identity: (context: SourceContext) => Auth["identity"] | Promise<Auth["identity"]>;
  scope: Auth["scope"];
}

const purpose = "the login";

/**
 * Logs in once and gives the token.
 *
 * @throws {CredentialsError} `login-refused`, `login-unreachable`, `unexpected-response`, or what kept the identity from being complete.
 */
export async function requestToken({ connection, identity, scope }: Login, signal: AbortSignal): Promise<CachedToken> {
  const auth = { identity: await identity({ signal }), scope };
  const { password, totp } = auth.identity;
  const secrets = [password?.user.password, totp?.user.passcode].filter((secret) => secret !== undefined);
  // Wrong passwords lock the user: a login by password is sent once, even if the contract allows more for other logins.
  const retry = password === undefined ? undefined : false;
  const { createTokenOperation } = await iamOperations();
  const answer = await callIam(connection, createTokenOperation, { auth, nocatalog: "true" }, { purpose, signal, secrets, retry });
  const token = answer.headers["x-subject-token"];
  const { expires_at: expiry, project } = answer.data.token ?? {};
  const expiresAt = Date.parse(expiry ?? "");
  const problem = tokenProblem(token);
  if (problem !== undefined) throw unusable(connection, purpose, `whose token (X-Subject-Token) ${problem}`);
  if (Number.isNaN(expiresAt)) throw unusable(connection, purpose, "that does not say when the token expires");
  const projectId: unknown = project?.id ?? undefined;
  if (projectId !== undefined && !isId(projectId)) throw unusable(connection, purpose, "with a project id that cannot be one");
  return { token: new Secret(token as string), expiresAt, projectId };
}
