/** Longest token that the vendor's definition of `X-Auth-Token` allows, in characters. */
const longestToken = 40_960;

/** Says why a text cannot be an IAM token, as a clause that never quotes it: `must not be empty`. Nothing when it can. */
export function tokenProblem(token: unknown): string | undefined {
  if (typeof token !== "string") return "must be a string";
  if (token === "") return "must not be empty";
  if (token.length > longestToken) return `must have at most ${longestToken} characters; it has ${token.length}`;
  if (/^["']|["']$/.test(token)) return "starts or ends with a quotation mark, which no token does";
  if (!/^[\x21-\x7e]+$/.test(token)) return "contains a space, a line break or another character that no token has";
  return undefined;
}
