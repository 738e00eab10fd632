/** A command of the command line as data; parsing, help, man page, completion and `capabilities` are all made from it. */
export interface CommandSpec {
  /** Words that call it, such as `["config", "set"]`. */
  readonly path: readonly string[];
  /** What it does, in one sentence. */
  readonly summary: string;
  readonly options: readonly OptionSpec[];
  readonly operands: readonly OperandSpec[];
  /** Lines of examples without indentation. */
  readonly examples: readonly string[];
  /** Does it send an operation of the contract? */
  readonly operates: boolean;
  /** Options that the command itself stands for: `restart` for `--action restart`. */
  readonly implied?: Readonly<Record<string, string>>;
}

/** An option of a command. */
export interface OptionSpec {
  /** Long name without dashes. */
  readonly name: string;
  readonly short?: string;
  readonly description: string;
  /** What stands for the value in help. An option without one is a switch. */
  readonly placeholder?: string;
  /** Is the call impossible without it – or without what stands in for it? */
  readonly needed?: boolean;
  /** The only values that are taken. */
  readonly values?: readonly string[];
  /** Where values to propose come from. */
  readonly proposals?: Proposals;
  /** Environment variable that stands in for it. */
  readonly variable?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** An argument that is no option. */
export interface OperandSpec {
  readonly name: string;
  readonly description: string;
  readonly values?: readonly string[];
  readonly proposals?: Proposals;
}

export type Proposals = "file" | "profile" | "region";

/** Commands by the first word, in the order of the table: `config` stands for all that begin with it. */
export function topLevel(commands: readonly CommandSpec[]): readonly string[] {
  return [...new Set(commands.map(({ path }) => path[0] ?? ""))];
}

/** The command that words call, or the beginning of several; options between the words are passed over. */
export function calledBy(words: readonly string[], commands: readonly CommandSpec[]): readonly string[] {
  const path: string[] = [];
  for (const word of words) {
    if (commands.some((command) => [...path, word].every((each, index) => command.path[index] === each))) path.push(word);
  }
  return path;
}
