import { isPlanError, nameJournal, PlanError } from "../journal/plan-error.ts";
import { journalKind } from "./journal-kind.ts";

export function noJournal(path: string, cause?: unknown): PlanError {
  const what = `There is no journal at ${path}. Without it, what was done is unknown. ${nameJournal} If it was moved or lost, put it back or restore a backup.`;
  return new PlanError("other-journal", `${what} If that is not possible, ${planAnew}`, { cause });
}

/** What to do if a journal is lost. */
export const planAnew = "make a new plan from this one (plan ACTION --from PLAN). Actions that were done before may then be done twice.";

/** For commands that only read. */
export function nothingYet(path: string, cause?: unknown): PlanError {
  return new PlanError("other-journal", `There is no journal at ${path} yet: nothing was recorded there.`, { cause });
}

export function closed(path: string): PlanError {
  return new PlanError(
    "invalid-journal",
    `The journal ${path} was pruned in the meantime. Run this again; if the message appears again, prune the journal again.`,
  );
}

export function misplaced(path: string): PlanError {
  const what = `The journal ${path} was deleted, moved or replaced while it was open.`;
  return new PlanError("invalid-journal", `${what} Put it back, or restore a backup: without it, what was done is unknown.`);
}

/** Refuses an address, which may contain a password, in place of a file. @param instead function that takes a database @throws PlanError */
export function refuseAddress(path: string, instead: string): void {
  const kind = journalKind(path);
  if (kind === "file") return;
  const problem =
    kind === "database"
      ? `A journal in PostgreSQL is not a file: use ${instead} of @aom-workflow/plan/postgres.`
      : "path must be a file, not an address. Begin it with ./ if a file has such a name.";
  throw new PlanError("invalid-journal", problem);
}

/** Wraps an error as one of this package. */
export function unusable(path: string, error: unknown): PlanError {
  if (isPlanError(error)) return error;
  return new PlanError("invalid-journal", `The journal ${path} cannot be used. ${sentenceOf(error)}`, { cause: error });
}

/** A system error as a sentence about a file. */
export function sentenceOf(error: unknown): string {
  const { code, message } = Object(error);
  return sentences[code as string] ?? `The system says: ${String(message ?? error)}.`;
}

const sentences: Readonly<Record<string, string>> = {
  EACCES: "You have no permission.",
  EDQUOT: "Your disk quota is used up. Free some space first.",
  EFBIG: "The file is too large.",
  EIO: "The disk reports an error (EIO).",
  EISDIR: "It is a directory.",
  ELOOP: "It is a symbolic link that leads nowhere.",
  EMFILE: "Too many files are open.",
  ENAMETOOLONG: "Its name is too long.",
  ENOENT: "There is no such file.",
  ENOSPC: "The disk is full. Free some space first.",
  ENOTDIR: "Part of its path is a file, not a folder.",
  EPERM: "You have no permission.",
  EROFS: "The file system is read-only.",
  // Our own code for a partial write, which a quota or a file size limit also causes.
  SHORT: "The disk is full, or a limit is reached. Free some space first.",
};
