import { InvalidInputError } from "../failure/errors.ts";
import type { PlainHeaders, PlainRequest } from "../request/plain-request.ts";
import { reveal, type Secret } from "../request/secret.ts";
import { tokenProblem } from "../request/token-problem.ts";

/** The arguments of an authentication function besides the request. */
export interface AuthenticateContext {
  /** Ends with the attempt: obey it when asking for credentials elsewhere. */
  readonly signal: AbortSignal;
  /** The project of the call, if there is one, so that a signature can cover it. */
  readonly projectId?: string | undefined;
}

/** Gives the headers that authenticate a request. */
export interface Authenticate {
  /**
   * Called for each attempt, with the exact request that is sent. The headers it returns are added to the request;
   * it cannot change method, address or body.
   */
  (request: PlainRequest, context: AuthenticateContext): PlainHeaders | Promise<PlainHeaders>;
  /** The server called the credentials expired: forget them. Resolves to whether there are others to try. */
  renew?(context: { readonly signal: AbortSignal }): boolean | Promise<boolean>;
  /** The project that comes with the credentials; asked when nothing else names one. */
  projectId?(context: { readonly signal: AbortSignal }): string | undefined | Promise<string | undefined>;
}

/**
 * Turns an `auth` option into a function; a text or secret is an IAM token with project scope.
 *
 * @throws InvalidInputError for a token that cannot be a header; the message does not show it.
 */
export function authenticateWith(auth: string | Secret | Authenticate): Authenticate {
  if (typeof auth === "function") return auth;
  const token = reveal(auth);
  const problem = typeof token === "string" ? tokenProblem(token) : "must be a token or a function that returns headers";
  if (problem) throw new InvalidInputError("auth", problem);
  const headers = { "x-auth-token": token };
  return () => headers;
}
