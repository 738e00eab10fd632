import { isPlanError, PlanError } from "../journal/plan-error.ts";

export function noJournal(path: string, cause?: unknown): PlanError {
  return new PlanError("other-journal", `There is no journal at ${path}. Without it nobody knows what was done.`, { cause });
}

/** For whoever only looks. */
export function nothingYet(path: string, cause?: unknown): PlanError {
  return new PlanError("other-journal", `There is no journal at ${path} yet: nothing was recorded there.`, { cause });
}

export function closed(path: string): PlanError {
  return new PlanError(
    "invalid-journal",
    `The journal ${path} was pruned meanwhile. Start again; if you read this once more, prune it once more.`,
  );
}

/** What went wrong, as an error of this package. */
export function unusable(path: string, error: unknown): PlanError {
  if (isPlanError(error)) return error;
  return new PlanError("invalid-journal", `The journal ${path} cannot be used. ${sentenceOf(error)}`, { cause: error });
}

/** What the system says, as a sentence about a file. */
export function sentenceOf(error: unknown): string {
  const { code, message } = Object(error);
  return sentences[code as string] ?? `The system says: ${String(message ?? error)}.`;
}

const sentences: Readonly<Record<string, string>> = {
  EACCES: "You have no permission.",
  EDQUOT: "Your disk quota is used up.",
  EFBIG: "The file is too large.",
  EIO: "The disk reports an error (EIO).",
  EISDIR: "It is a directory.",
  ELOOP: "It is a symbolic link that leads nowhere.",
  EMFILE: "Too many files are open.",
  ENAMETOOLONG: "Its name is too long.",
  ENOENT: "There is no such file.",
  ENOSPC: "The disk is full.",
  ENOTDIR: "Part of its path is a file, not a folder.",
  EPERM: "You have no permission.",
  EROFS: "The file system is read-only.",
};
