import { type CommandSpec, startsWith } from "./command.ts";
import { groups } from "./commands.ts";

/** The words that may follow others to call a command, each with what it does. */
export function wordsAfter(
  path: readonly string[],
  commands: readonly CommandSpec[],
): readonly (readonly [word: string, summary: string])[] {
  const following = new Map<string, string>();
  for (const command of commands) {
    const word = command.path[path.length];
    if (word === undefined || !startsWith(command, path) || following.has(word)) continue;
    const isWhole = command.path.length === path.length + 1;
    following.set(word, isWhole ? command.summary : (groups[word] ?? ""));
  }
  return [...following];
}
