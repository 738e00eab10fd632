import type { AomOperations, Operation } from "@aom-workflow/types";
import type { OperationDocs } from "@aom-workflow/types/docs";
import { commandWord } from "./action-words.ts";
import { type CommandSpec, startsWith, type WordCommand } from "./command.ts";
import { agentCommands } from "./commands/agent-commands.ts";
import { aidCommands } from "./commands/aid-commands.ts";
import { authCommands } from "./commands/auth-commands.ts";
import { configCommands } from "./commands/config-commands.ts";
import { executionCommands } from "./commands/execution-commands.ts";
import { operationCommand } from "./commands/operation-commands.ts";
import { planCommands } from "./commands/plan-commands.ts";

/** What the command line is for, in one sentence without its full stop. */
export const tagline = "Restart, skip or continue a stopped Huawei Cloud AOM workflow run";

const wordCommands = { ...executionCommands, ...planCommands, ...agentCommands, ...authCommands, ...configCommands, ...aidCommands };

/** Every command that does not send an operation, by the words that call it. */
export type CommandName = keyof typeof wordCommands;

/** Every command, in the order of help. @param operations of the contract, by name @param docs of the operations, by name as well */
export function commandsOf(
  operations: AomOperations | Readonly<Record<string, Operation>>,
  docs: Readonly<Record<string, OperationDocs>>,
): readonly CommandSpec[] {
  const words = Object.entries<WordCommand>(wordCommands).map(commandOf);
  const all = Object.values<Operation>({ ...operations });
  const sent = all
    // What an operation with a command of its own answers is shown as something better than JSON.
    .filter((operation) => !Object.hasOwn(wordCommands, commandWord(operation)))
    // An operation that has forms, such as restart and skip, is called by them; they come first.
    .filter(({ id, fixed }) => fixed || !all.some((other) => other.id === id && other.fixed))
    .toSorted((one, other) => Number(!one.fixed) - Number(!other.fixed));
  return [...sent.map((operation) => operationCommand(operation, docs)), ...words];
}

/** What the first word of several commands stands for. */
export const groups: Readonly<Record<string, string>> = {
  auth: "Log in, log out, and see which credentials are used.",
  config: "Show and change settings and profiles.",
};

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

/** What everybody should know about the operation of a command, a sentence each; nothing where it sends none. */
export function aboutOperation({ operation, docs }: CommandSpec): readonly string[] {
  if (!operation || !docs) return [];
  const { lifecycle, page } = docs;
  return [effects[operation.effect], ...(lifecycle.stage === "historical" ? [`Lifecycle: historical. ${lifecycle.note}`] : []), page];
}

/** What the table does not mention it does not have. Options may be made when they are asked for. */
function commandOf([name, command]: readonly [string, WordCommand]): CommandSpec {
  return {
    path: name.split(" "),
    summary: command.summary,
    operands: command.operands ?? [],
    examples: command.examples,
    get options() {
      return command.options ?? [];
    },
  };
}

const effects = {
  none: "It only reads.",
  idempotent: "It is idempotent: repeating it has no further effect.",
  once: "It is not idempotent: a call that may have been applied is never retried automatically.",
} as const;
