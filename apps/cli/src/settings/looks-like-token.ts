/** Somebody may put the token where its path belongs. IAM's tokens are base64 that begins with `MII`; no other path without a dot is so long. */
export function looksLikeToken(path: string): boolean {
  return /^[\w+=-][\w+/=-]*$/.test(path) && (/^MII.{16}/.test(path) || path.length >= 64);
}
