import { InvalidInputError } from "../failure/errors.ts";
import { tokenProblem } from "../request/token-problem.ts";
import type { Authenticate } from "./authenticate.ts";

/**
 * Turns an `auth` option into a function; a string is an IAM token with project scope.
 *
 * @throws InvalidInputError for a token that cannot be a header; the message does not show it.
 */
export function authenticateWith(auth: string | Authenticate): Authenticate {
  if (typeof auth === "function") return auth;
  const problem = typeof auth === "string" ? tokenProblem(auth) : "must be a token or a function that returns headers";
  if (problem) throw new InvalidInputError("auth", problem);
  const headers = { "x-auth-token": auth };
  return () => headers;
}
