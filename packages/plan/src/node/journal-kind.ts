/** A `:` or `@` in the name of the database, or an `@` at the beginning of the query, is part of a password that is not percent-encoded. */
const address = /^postgres(?:ql)?:\/\/[^\s/?#]*(?:\/[^\s:@?#]*)?(?:\?[^\s@=#]*(?:=[^\s#]*)?)?(?<!["'])$/i;

/** From the root, the home, a drive or `.`; what begins with two slashes may be an address without its scheme. */
const path = /^(?:~|\.{0,2}|[a-z]:)[\\/](?!\/)/i;

/** Was meant as an address, or is in quotes or after blanks, as some tools leave it. */
const meant = /^[\s"']|:\/\/|postgres(?:ql)?:|:.*@|@.*:|^[^\\/]*:\d+\/|^(?:host|dbname|user)\s*=|(?:password|pwd)\s*=/is;

/**
 * Decides whether a text names a journal file or a journal's database. An address that was mistaken for a file would give each machine a journal of its own.
 *
 * @param place such as `./journal.jsonl` or `postgres://user@host:5432/database`
 * @returns undefined for an address of something else, or one that is not written as it has to be: with special characters percent-encoded, and without
 * quotes or blanks around it. It may contain a password. What begins with `./`, `/` or a drive letter is always a file.
 */
export function journalKind(place: string): "file" | "database" | undefined {
  if (address.test(place)) return "database";
  return path.test(place) || !meant.test(place) ? "file" : undefined;
}
