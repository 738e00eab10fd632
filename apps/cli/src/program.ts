import type { Operation } from "@aom-workflow/types";
import { Command, CommanderError, Option } from "commander";
import { textOfAction } from "./actions.ts";
import { valueReader } from "./arguments.ts";
import { describeParseError } from "./describe-parse-error.ts";
import { variableFor } from "./environment.ts";
import { describeFlag, type Flag, flagsOf, placeholderOf } from "./flags.ts";
import { helpOf } from "./help.ts";
import { UsageError } from "./usage-error.ts";

/** What the command line asks for. */
export type Invocation =
  | { readonly kind: "version" }
  | { readonly kind: "help"; readonly text: string }
  | { readonly kind: "operate"; readonly options: Options };

/** Values by long flag name in camel case, as they were given. */
export type Options = Readonly<Record<string, string | boolean | undefined>>;

/** Reads the arguments. @throws UsageError */
export function parse(argv: readonly string[], operation: Operation): Invocation {
  const [first, asked] = argv;
  if (first === "help" && asked && !asked.startsWith("-") && !commandsOf(operation).includes(asked)) return parse([asked], operation);
  const written: string[] = [];
  let invocation: Invocation | undefined;
  const program = programOf(operation, argv, (options) => {
    invocation = { kind: "operate", options };
  });
  for (const command of [program, ...program.commands]) {
    command.exitOverride();
    command.configureOutput({ writeOut: (text) => written.push(text), writeErr: (text) => written.push(text) });
  }
  try {
    program.parse(argv, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === "commander.version") return { kind: "version" };
    if (error.code === "commander.help" && error.exitCode !== 0) {
      throw new UsageError(`A command is missing: give one of ${commandsOf(operation).join(", ")}.`);
    }
    if (/help/.test(error.code)) return { kind: "help", text: written.join("") };
    throw new UsageError(describeParseError(error.code, error.message));
  }
  return invocation as Invocation;
}

/** Names of all commands. */
export function commandsOf(operation: Operation): readonly string[] {
  return [...(actionOf(operation)?.parameter.enum ?? []), "operate"];
}

function actionOf(operation: Operation): Flag | undefined {
  return flagsOf(operation).find(({ name }) => name === "action");
}

function programOf(operation: Operation, argv: readonly string[], chosen: (options: Options) => void): Command {
  const program = new Command("aom-workflow")
    .description("Move a stopped Huawei Cloud AOM workflow run on.")
    .version("", "-V, --version", "Print the versions of the command line and of the contract.")
    .addOption(valued("output", "text|json", "Form of the output (default: text).", argv).argParser(outputFormat(argv)))
    .option("--json", "Short for --output json.")
    .option("--debug", "Show the stack trace of an internal error.")
    .helpOption("-h, --help", "Show help.")
    .helpCommand("help [command]", "Show help for a command.")
    .configureHelp({ formatHelp: (command, helper) => helpOf(command, helper, operation) });
  const flags = flagsOf(operation);
  const rest = flags.filter(({ name }) => name !== "action");
  for (const value of actionOf(operation)?.parameter.enum ?? []) {
    addCommand(program, value, textOfAction(value).summary, rest, argv, (options) => chosen({ ...options, action: value }));
  }
  addCommand(program, "operate", "Do what --action says, for scripts.", flags, argv, chosen);
  return program;
}

function addCommand(
  program: Command,
  name: string,
  summary: string,
  flags: readonly Flag[],
  argv: readonly string[],
  chosen: (options: Options) => void,
): void {
  const command = program.command(name).description(summary).helpOption("-h, --help", "Show help.").allowExcessArguments(false);
  for (const { name, parameter } of flags) {
    command.addOption(valued(name, placeholderOf(parameter), describeFlag(parameter) + from(name), argv));
  }
  command
    .addOption(valued("region", "id", `Region such as cn-north-4; or else --endpoint.${from("region")}`, argv))
    .addOption(valued("endpoint", "url", `Address of the service, in place of a region.${from("endpoint")}`, argv))
    .addOption(
      valued(
        "token-file",
        "file",
        `File with an IAM token of the project, readable by you only; - is standard input.${from("token-file")}`,
        argv,
      ),
    )
    .addOption(valued("timeout", "seconds", "Give up after so many seconds (default: 30 for each attempt, 120 in all).", argv))
    .option("--dry-run", "Print the request that would be sent, and send nothing. Needs no token.")
    .action(() => chosen(command.optsWithGlobals()));
}

function valued(flag: string, placeholder: string, description: string, argv: readonly string[]): Option {
  return new Option(`--${flag} <${placeholder}>`, description).argParser(valueReader(flag, argv));
}

function outputFormat(argv: readonly string[]): (value: string, previous: string | undefined) => string {
  const read = valueReader("output", argv);
  return (value, previous) => {
    if (value !== "text" && value !== "json") throw new UsageError(`--output must be text or json; it is ${JSON.stringify(value)}.`);
    return read(value, previous);
  };
}

function from(flag: string): string {
  const variable = variableFor(flag);
  return variable ? ` [${variable}]` : "";
}
