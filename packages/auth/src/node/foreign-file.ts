import type { Stats } from "node:fs";

/** Says that another user may have written a file, as a clause; undefined if only this user or root can. Windows has no such modes. */
export function foreignProblem({ uid, mode }: Stats): string | undefined {
  const own = process.getuid?.();
  if (own === undefined) return undefined;
  if (uid !== own && uid !== 0) return "belongs to another user";
  return mode & 0o022 ? "can be changed by other users" : undefined;
}
