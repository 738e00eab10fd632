import { UsageError } from "../output/usage-error.ts";
import type { CommandSpec } from "../surface/command.ts";
import { wordsAfter } from "../surface/words-after.ts";
import { didYouMean } from "./did-you-mean.ts";

/** Says that no command begins like this. */
export function unknownCommand(path: readonly string[], word: string, commands: readonly CommandSpec[]): UsageError {
  const following = wordsAfter(path, commands).map(([each]) => each);
  // `login` is what `auth login` ends with: its first word was forgotten.
  const whole = path.length === 0 ? commands.find((command) => command.path.at(-1) === word) : undefined;
  const question = whole ? ` Did you mean ${whole.path.join(" ")}?` : didYouMean(word, following);
  return new UsageError(`There is no command ${word}.${question}`);
}
