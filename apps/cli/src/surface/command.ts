import type { Operation, ValueSchema } from "@aom-workflow/types";
import type { OperationDocs } from "@aom-workflow/types/docs";

/** A command as data; parser, help, man page, completion and `capabilities` are all made from it. */
export interface CommandSpec {
  /** Words that call it, such as `["config", "set"]`. */
  readonly path: readonly string[];
  /** What it does, in one sentence. */
  readonly summary: string;
  /** The part of the list of commands that has it. */
  readonly section: Section;
  /** What else to know before using it, a sentence each. */
  readonly notes: readonly string[];
  /** Can it change something at the service? */
  readonly acts: boolean;
  readonly options: readonly OptionSpec[];
  readonly operands: readonly OperandSpec[];
  /** Lines of examples without indentation. */
  readonly examples: readonly string[];
  /** The operation of the contract that it sends, if it sends one. */
  readonly operation?: Operation;
  /** What people should know of that operation. */
  readonly docs?: OperationDocs;
}

/** A command that sends no operation, as its table has it: what it does not mention it does not have. */
export type WordCommand = Pick<CommandSpec, "summary" | "examples"> & Partial<Pick<CommandSpec, "notes" | "acts" | "options" | "operands">>;

/** The parts of the list of commands. */
export type Section = "Look" | "Act on one" | "Act on many" | "Set up" | "Agents";

/** An option of a command. */
export interface OptionSpec {
  /** Long name without dashes. */
  readonly name: string;
  readonly short?: string;
  readonly description: string;
  /** What stands for the value in help. An option without one is a switch, which may be tied to one of its `values`: `--dry-run=curl`. */
  readonly placeholder?: string;
  /** Is the call impossible without it, or without what stands in for it? */
  readonly required?: boolean;
  /** One of the options with the same word here is enough. */
  readonly oneOf?: OneOf;
  /** The only values that are accepted. */
  readonly values?: readonly string[];
  /** Where values to propose come from. */
  readonly proposals?: Proposals;
  /** Environment variable that stands in for it. */
  readonly variable?: string;
  /** What the contract says of its value. */
  readonly schema?: ValueSchema;
}

export type OneOf = "place" | "credentials";

/** An argument that is not an option. */
export interface OperandSpec {
  readonly name: string;
  readonly description: string;
  readonly isOptional?: true;
  readonly values?: readonly string[];
  readonly proposals?: Proposals;
}

export type Proposals = "file" | "profile" | "region" | IdProposals;

/** Ids that the service is asked for. */
export type IdProposals = "workflow" | "execution" | "execution/node" | "node";

/** The description with the values that it does not name already. */
export function withValues(description: string, values: readonly string[] = []): string {
  return values.every((value) => description.includes(value)) ? description : `${description} One of ${values.join(", ")}.`;
}

/** Does the service know the values? */
export function isIdProposal(proposals: string): proposals is IdProposals {
  return ["workflow", "execution", "execution/node", "node"].includes(proposals);
}

/** The words at the beginning that call a command, or may begin to. */
export function calledBy(words: readonly string[], commands: readonly CommandSpec[]): readonly string[] {
  let length = 0;
  while (length < words.length && commands.some((command) => startsWith(command, words.slice(0, length + 1)))) length++;
  return words.slice(0, length);
}

/** The command of exactly these words. */
export function commandAt(path: readonly string[], commands: readonly CommandSpec[]): CommandSpec | undefined {
  return commands.find((command) => command.path.length === path.length && startsWith(command, path));
}

/** Does the command begin with these words? */
export function startsWith(command: CommandSpec, path: readonly string[]): boolean {
  return path.every((word, index) => command.path[index] === word);
}
