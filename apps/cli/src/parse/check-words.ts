import { UsageError } from "../output/usage-error.ts";
import type { CommandSpec } from "../surface/command.ts";
import { wordsAfter } from "../surface/words-after.ts";
import { didYouMean } from "./did-you-mean.ts";

/** Says that no command begins like this. */
export function unknownCommand(path: readonly string[], word: string, commands: readonly CommandSpec[]): UsageError {
  return new UsageError(`There is no command ${word}.${didYouMean(word, following(path, commands))}`);
}

/** Says that the words call no command yet, and which there are. */
export function missingCommand(path: readonly string[], commands: readonly CommandSpec[]): UsageError {
  const subject = path.length > 0 ? `${path.join(" ")} needs a command` : "A command is missing";
  return new UsageError(`${subject}: give one of ${following(path, commands).join(", ")}.`);
}

function following(path: readonly string[], commands: readonly CommandSpec[]): readonly string[] {
  return wordsAfter(path, commands).map(([word]) => word);
}
