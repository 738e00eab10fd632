import { generationOf, type PlannedAction } from "./action.ts";
import type { Intent, Journal, PruneMark } from "./journal.ts";

/**
 * Why an action without a record is not sent, as a sentence: its record may have been removed when the journal was pruned. Undefined if its run or its
 * generation is newer than any that was removed.
 */
export function forgottenReason({ seen, generation }: PlannedAction, { pruned }: Pick<Journal, "pruned">): string | undefined {
  const startedAt = seen.runs.at(-1)?.startedAt ?? 0;
  if (pruned === undefined || generation > pruned.generation || startedAt > pruned.newestRun) return undefined;
  return `It may have been done: the journal was pruned on ${dayOf(pruned.at)}. To plan it anyway: --include-doubt`;
}

/** @param time in milliseconds since 1970 */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** What to remember of removed intents; undefined if there are none. @param removed with the time each was written, in milliseconds since 1970 */
export function pruneMarkOf(removed: Iterable<Pick<Intent, "key" | "seen"> & { readonly at: number }>): Omit<PruneMark, "at"> | undefined {
  let mark: Omit<PruneMark, "at"> | undefined;
  for (const { key, seen, at } of removed) {
    // A run began before it was read, and was read before the intent.
    const newestRun = seen.runs.at(-1)?.startedAt ?? seen.readAt ?? at;
    mark = newer(mark, { newestRun, generation: generationOf(key) });
  }
  return mark;
}

/** The mark of a journal that is pruned again. */
export function prunedAgain(before: PruneMark | undefined, mark: Omit<PruneMark, "at">, at: number): PruneMark {
  return { ...newer(before, mark), at };
}

function newer(one: Omit<PruneMark, "at"> = { newestRun: 0, generation: 0 }, other: Omit<PruneMark, "at">): Omit<PruneMark, "at"> {
  return { newestRun: Math.max(one.newestRun, other.newestRun), generation: Math.max(one.generation, other.generation) };
}
