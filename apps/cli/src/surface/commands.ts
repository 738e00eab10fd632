import type { AomOperations, Operation } from "@aom-workflow/types";
import type { OperationDocs } from "@aom-workflow/types/docs";
import { commandWord } from "./action-words.ts";
import type { CommandSpec, WordCommand } from "./command.ts";
import { aidCommands } from "./commands/aid-commands.ts";
import { authCommands } from "./commands/auth-commands.ts";
import { configCommands } from "./commands/config-commands.ts";
import { executionCommands } from "./commands/execution-commands.ts";
import { operationCommand } from "./commands/operation-commands.ts";
import { planCommands } from "./commands/plan-commands.ts";

const wordCommands = { ...executionCommands, ...planCommands, ...authCommands, ...configCommands, ...aidCommands };

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

/** What the first word of several commands stands for. */
export const groups: Readonly<Record<string, string>> = {
  auth: "Log in, log out, and see which credentials are used.",
  config: "Show and change settings and profiles.",
};
