import { generationOf, type PlannedAction } from "./action.ts";
import type { Intent, Journal, PruneMark } from "./journal.ts";

/**
 * Why an action is not sent of which the journal has nothing, as a sentence: it may have been removed when the journal was pruned. Nothing where its
 * run or its generation is newer than any that was.
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

/** What has to be known of intents that are removed; nothing where there are none. @param at when each was written, in milliseconds since 1970 */
export function pruneMarkOf(removed: Iterable<Pick<Intent, "key" | "seen"> & { readonly at: number }>): Omit<PruneMark, "at"> | undefined {
  let mark: Omit<PruneMark, "at"> | undefined;
  for (const { key, seen, at } of removed) {
    // A run began before it was read, and was read before the intent.
    const newestRun = seen.runs.at(-1)?.startedAt ?? seen.readAt ?? at;
    mark = newer(mark, { newestRun, generation: generationOf(key) });
  }
  return mark;
}

/** What is known of a journal that was pruned once more. */
export function prunedAgain(before: PruneMark | undefined, mark: Omit<PruneMark, "at">, at: number): PruneMark {
  return { ...newer(before, mark), at };
}

function newer(one: Omit<PruneMark, "at"> = { newestRun: 0, generation: 0 }, other: Omit<PruneMark, "at">): Omit<PruneMark, "at"> {
  return { newestRun: Math.max(one.newestRun, other.newestRun), generation: Math.max(one.generation, other.generation) };
}
