import { topicNames } from "../help/help-topics.ts";
import { UsageError } from "../output/usage-error.ts";
import type { CommandSpec } from "../surface/command.ts";
import { wordsAfter } from "../surface/words-after.ts";
import { didYouMean } from "./did-you-mean.ts";

/** Says that no command begins like this. */
export function unknownCommand(path: readonly string[], word: string, commands: readonly CommandSpec[]): UsageError {
  const following = wordsAfter(path, commands).map(([each]) => each);
  // `login` is what `auth login` ends with: its first word was forgotten.
  const whole = path.length === 0 ? [...commands.map(({ path }) => path.join(" ")), ...topicNames.map((topic) => `help ${topic}`)] : [];
  return new UsageError(`There is no command ${word}.${didYouMean(word, [...following, ...whole])}`);
}
