import { helpOf } from "../help/help.ts";
import { helpTopic } from "../help/help-topics.ts";
import { type CommandSpec, calledBy, commandAt } from "../surface/command.ts";
import { globalOptions, helpOption, versionOption } from "../surface/global-options.ts";
import { checkOperands } from "./check-operands.ts";
import { checkOptions } from "./check-options.ts";
import { unknownCommand } from "./check-words.ts";
import type { Invocation } from "./invocation.ts";
import { readTokens } from "./tokens.ts";

/** Reads the arguments. @param columns of the terminal, for help @throws UsageError */
export function parse(argv: readonly string[], commands: readonly CommandSpec[], columns = 80): Invocation {
  if (argv[0] === "help") return parseHelp(argv.slice(1), commands, columns);
  const { words, options } = readTokens(argv, commands);
  const path = calledBy(words, commands);
  const command = commandAt(path, commands);
  if (command === undefined && words.length > path.length) throw unknownCommand(path, words[path.length] ?? "", commands);
  const query = options.find(({ name }) => name === "query")?.value;
  if (options.some(({ name }) => name === versionOption.name)) return { kind: "version", query };
  const help = (): Invocation => ({ kind: "help", text: helpOf(path, commands, columns), query });
  if (options.some(({ name }) => name === helpOption.name)) return help();
  const values = checkOptions(options, [...(command?.options ?? []), ...globalOptions, helpOption, versionOption]);
  if (command === undefined) return help();
  const operands = words.slice(path.length);
  checkOperands(operands, command);
  return { kind: "command", command, options: values, operands };
}

/** `help skip` is `skip --help`; `help exit-codes` is a topic. */
function parseHelp(asked: readonly string[], commands: readonly CommandSpec[], columns: number): Invocation {
  const words = asked.filter((word) => !word.startsWith("-"));
  const topic = helpTopic(words[0], columns);
  return topic === undefined ? parse([...words, "--help"], commands, columns) : { kind: "help", text: topic, query: undefined };
}
