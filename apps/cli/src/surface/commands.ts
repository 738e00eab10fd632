import type { AomOperations, Operation } from "@aom-workflow/types";
import type { OperationDocs } from "@aom-workflow/types/docs";
import { beginsExecution, commandWord } from "./action-words.ts";
import { type CommandSpec, type Section, startsWith, type WordCommand } from "./command.ts";
import { agentCommands } from "./commands/agent-commands.ts";
import { aidCommands } from "./commands/aid-commands.ts";
import { authCommands } from "./commands/auth-commands.ts";
import { configCommands } from "./commands/config-commands.ts";
import { executionCommands } from "./commands/execution-commands.ts";
import { operationCommand } from "./commands/operation-commands.ts";
import { planCommands } from "./commands/plan-commands.ts";

/** What the program is for, in one sentence without its full stop. */
export const tagline = "Find stopped Huawei Cloud AOM workflow executions and get them going again";

/** The first commands to try. */
export const firstExamples: readonly string[] = [
  "aom-workflow stopped",
  "aom-workflow restart 6f2c",
  "aom-workflow plan restart --node deploy-service",
];

const setUpCommands = { ...authCommands, ...configCommands, ...aidCommands };

const wordCommands = { ...executionCommands, ...planCommands, ...setUpCommands, ...agentCommands };

/** The commands that send no operation by section, in the order of help. */
const sections: Readonly<Record<Section, Readonly<Record<string, WordCommand>>>> = {
  Look: executionCommands,
  "Act on one": {},
  "Act on many": planCommands,
  "Set up": setUpCommands,
  Agents: agentCommands,
};

/** Every command that does not send an operation, by the words that call it. */
export type CommandName = keyof typeof wordCommands;

/** Every command, in the order of help. @param operations of the contract, by name @param docs of the operations, by name as well */
export function commandsOf(
  operations: AomOperations | Readonly<Record<string, Operation>>,
  docs: Readonly<Record<string, OperationDocs>>,
): readonly CommandSpec[] {
  const all = Object.values<Operation>({ ...operations });
  const sent = all
    // What an operation with a command of its own answers is shown as something better than JSON.
    .filter((operation) => !Object.hasOwn(wordCommands, commandWord(operation)))
    // An operation that has forms, such as restart and skip, is called by them.
    .filter(({ id, fixed }) => fixed || !all.some((other) => other.id === id && other.fixed))
    .toSorted((one, other) => rankOf(one) - rankOf(other));
  const sentBy = sent.map((operation) => operationCommand(operation, docs));
  return Object.entries(sections).flatMap(([section, words]) => [
    ...Object.entries(words).map(([name, command]) => commandOf(name, command, section as Section)),
    ...sentBy.filter((command) => command.section === section),
  ]);
}

/** What acts on a node comes first, then on an execution, then on a workflow. */
function rankOf(operation: Operation): number {
  if (operation.actsOn) return operation.actsOn === "node" ? 0 : 1;
  return beginsExecution(operation) ? 2 : 3;
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

/** How the vendor keeps the operations that the commands send, a sentence each, if that is worth knowing. */
export function lifecyclesOf(commands: readonly CommandSpec[]): readonly string[] {
  const notes = commands.flatMap(({ docs }) => (docs?.lifecycle.stage === "historical" ? [docs.lifecycle.note] : []));
  return [...new Set(notes)].map((note) => `Lifecycle: historical. ${note}`);
}

/** What the table does not mention it does not have. Options may be made when they are asked for. */
function commandOf(name: string, command: WordCommand, section: Section): CommandSpec {
  return {
    path: name.split(" "),
    summary: command.summary,
    section,
    notes: command.notes ?? [],
    acts: command.acts ?? false,
    operands: command.operands ?? [],
    examples: command.examples,
    get options() {
      return command.options ?? [];
    },
  };
}
