import type { AomOperations, Operation } from "@aom-workflow/types";
import { aidCommands } from "./aid-commands.ts";
import { authCommands } from "./auth-commands.ts";
import type { CommandSpec } from "./command.ts";
import { configCommands } from "./config-commands.ts";
import { operationCommand } from "./operation-commands.ts";

const wordCommands = { ...authCommands, ...configCommands, ...aidCommands };

/** Every command that does not send an operation, by the words that call it. */
export type CommandName = keyof typeof wordCommands;

/** Every command, in the order of help. @param operations of the contract, by name */
export function commandsOf(operations: AomOperations | Readonly<Record<string, Operation>>): readonly CommandSpec[] {
  const words = Object.entries(wordCommands).map(([name, command]) => ({ path: name.split(" "), options: [], operands: [], ...command }));
  // The forms of an operation are what people call: they go before the operation itself.
  const forms = Object.values<Operation>({ ...operations })
    .filter(({ name }) => !shownOtherwise.has(name))
    .toSorted((one, other) => Number(!one.fixed) - Number(!other.fixed));
  return [...forms.map(operationCommand), ...words];
}

/** Operations that have a command of their own: what they answer is shown as something better than JSON. */
const shownOtherwise = new Set(["listWorkflows", "listExecutions", "getExecution"]);

/** What the first word of several commands stands for. */
export const groups: Readonly<Record<string, string>> = {
  auth: "Log in, log out, and see which credentials are used.",
  config: "Show and change settings and profiles.",
};
