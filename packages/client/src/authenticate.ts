import { InvalidInputError } from "./errors.ts";

/**
 * Adds credentials to a request: sets headers on it and returns it, or returns another one. Called once for each attempt,
 * on the exact request that is sent; may ask for credentials elsewhere, and should obey `request.signal` then.
 */
export interface Authenticate {
  (request: Request): Request | Promise<Request>;
  /** The server called the credentials expired: forget them. Resolves to whether other ones can be had. */
  renew?(): boolean | Promise<boolean>;
}

/** Longest token that the vendor's page of the operation allows. */
const longestToken = 40_960;

/**
 * Turns the `auth` option into a function; a string is an IAM token with project scope.
 *
 * @throws InvalidInputError for a token that cannot be a header; the message does not show it.
 */
export function authenticateWith(auth: string | Authenticate): Authenticate {
  if (typeof auth === "function") return auth;
  const problem = tokenProblem(auth);
  if (problem) throw new InvalidInputError("auth", problem);
  return (request) => {
    request.headers.set("X-Auth-Token", auth);
    return request;
  };
}

function tokenProblem(token: unknown): string | undefined {
  if (typeof token !== "string") return "must be a token or a function that authenticates a request";
  if (token === "") return "must not be an empty token";
  if (token.length > longestToken) return `must be a token of at most ${longestToken} characters; it has ${token.length}`;
  if (!/^[\x21-\x7e]+$/.test(token)) return "holds a space, a line break or another character that no token has";
  return undefined;
}
