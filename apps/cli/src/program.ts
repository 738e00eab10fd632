import type { Operation } from "@aom-workflow/types";
import { Argument, Command, CommanderError, Option } from "commander";
import { valueReader } from "./arguments.ts";
import { type CommandSpec, calledBy, type OptionSpec, topLevel } from "./command.ts";
import { commandsOf, groups } from "./commands.ts";
import { describeParseError } from "./describe-parse-error.ts";
import { globalOptions, helpOption, versionOption } from "./global-options.ts";
import { helpOf } from "./help.ts";
import { helpTopic, topicNames } from "./help-topics.ts";
import { UsageError } from "./usage-error.ts";

/** What the command line asks for. */
export type Invocation =
  | { readonly kind: "version" }
  | { readonly kind: "help"; readonly text: string }
  | { readonly kind: "command"; readonly command: CommandSpec; readonly options: Options; readonly operands: readonly string[] };

/** Values by long flag name in camel case, as they were given. */
export type Options = Readonly<Record<string, string | boolean | undefined>>;

/** Reads the arguments. @param columns of the terminal, for help @throws UsageError */
export function parse(argv: readonly string[], operation: Operation, columns = 80): Invocation {
  const commands = commandsOf(operation);
  const topic = argv[0] === "help" ? helpTopic(argv[1]) : undefined;
  if (topic) return { kind: "help", text: topic };
  if (argv[0] === "help") return parse(helpArguments(argv.slice(1), commands), operation, columns);
  let invocation: Invocation | undefined;
  const program = programOf(commands, argv, (command, options, operands) => {
    invocation = { kind: "command", command, options, operands };
  });
  let written = "";
  for (const command of withDescendants(program)) {
    command.exitOverride();
    command.configureOutput({ writeOut: (text) => (written += text), writeErr: (text) => (written += text) });
    command.configureHelp({ helpWidth: columns, formatHelp: (shown, helper) => helpOf(shown, helper, operation) });
  }
  try {
    program.parse(argv, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === "commander.version") return { kind: "version" };
    if (error.code === "commander.help") throw new UsageError(missingCommand(argv, commands));
    if (/help/.test(error.code)) return { kind: "help", text: written };
    throw new UsageError(describeParseError(error.code, error.message));
  }
  return invocation as Invocation;
}

/** `help skip` is `skip --help`; of words that are no command, the parser says what is wrong with them. */
function helpArguments(asked: readonly string[], commands: readonly CommandSpec[]): readonly string[] {
  const words = asked.filter((word) => !word.startsWith("-"));
  return calledBy(words, commands).length === words.length ? [...words, "--help"] : words;
}

function missingCommand(argv: readonly string[], commands: readonly CommandSpec[]): string {
  const group = argv.find((word) => word in groups);
  const within = commands.filter(({ path }) => group && path[0] === group).map(({ path }) => path.slice(1).join(" "));
  return group
    ? `${group} needs a command: give one of ${within.join(", ")}.`
    : `A command is missing: give one of ${topLevel(commands).join(", ")}.`;
}

type Chosen = (command: CommandSpec, options: Options, operands: readonly string[]) => void;

function programOf(commands: readonly CommandSpec[], argv: readonly string[], chosen: Chosen): Command {
  const program = new Command("aom-workflow")
    .description("Move a stopped Huawei Cloud AOM workflow run on.")
    .version("", flagsOfOption(versionOption), versionOption.description)
    .helpOption(flagsOfOption(helpOption), helpOption.description)
    .helpCommand("help [command]", `Show help for a command, or for ${topicNames.join(" or ")}.`);
  for (const option of globalOptions) program.addOption(commanderOption(option, argv));
  for (const command of commands) {
    const parent = command.path.length > 1 ? groupOf(program, command.path[0] ?? "") : program;
    addCommand(parent, command, argv, chosen);
  }
  return program;
}

function groupOf(program: Command, name: string): Command {
  const existing = program.commands.find((each) => each.name() === name);
  if (existing) return existing;
  return program
    .command(name)
    .description(groups[name] ?? "")
    .helpOption("-h, --help", helpOption.description)
    .helpCommand(false);
}

function addCommand(parent: Command, spec: CommandSpec, argv: readonly string[], chosen: Chosen): void {
  const command = parent
    .command(spec.path.at(-1) ?? "")
    .description(spec.summary)
    .allowExcessArguments(false);
  // The start counts: what nobody calls gets no options.
  if (!argv.includes(spec.path.at(-1) ?? "")) return;
  command.helpOption(flagsOfOption(helpOption), helpOption.description);
  for (const option of spec.options) command.addOption(commanderOption(option, argv));
  for (const { name, description, values } of spec.operands) {
    const operand = new Argument(`<${name}>`, description);
    command.addArgument(values ? operand.choices(values) : operand);
  }
  command.action(() => chosen(spec, { ...command.optsWithGlobals(), ...spec.implied }, command.args));
}

function commanderOption(option: OptionSpec, argv: readonly string[]): Option {
  const described = new Option(flagsOfOption(option), describeOption(option));
  return option.placeholder ? described.argParser(valueReader(option, argv)) : described;
}

function flagsOfOption({ name, short, placeholder }: OptionSpec): string {
  return `${short ? `-${short}, ` : ""}--${name}${placeholder ? ` <${placeholder}>` : ""}`;
}

/** The description of an option for help, with the variable that stands in for it. */
function describeOption({ description, variable }: OptionSpec): string {
  return variable ? `${description} [${variable}]` : description;
}

function withDescendants(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withDescendants)];
}
