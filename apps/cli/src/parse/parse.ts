import { helpOf, helpTopic, topicNames } from "../help/help.ts";
import { shellQuoted } from "../output/text/printable.ts";
import { UsageError } from "../output/usage-error.ts";
import { type CommandSpec, calledBy, commandAt } from "../surface/command.ts";
import { wordsAfter } from "../surface/commands.ts";
import { globalOptions, helpOption, versionOption } from "../surface/global-options.ts";
import { checkOptions } from "./check-options.ts";
import { didYouMean } from "./did-you-mean.ts";
import { tildeProblem } from "./tilde-problem.ts";
import { type Invocation, readTokens } from "./tokens.ts";

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

/** @throws UsageError unless there are as many operands as the command takes, each with a value that it accepts */
function checkOperands(given: readonly string[], { path, operands, options }: CommandSpec): void {
  const missing = operands[given.length];
  if (missing && !missing.isOptional) throw new UsageError(`The argument <${missing.name}> is missing.`);
  const [first = ""] = given;
  const meant = operands.length === 0 && options.some(({ name }) => name === "workflow") ? ` Did you mean -w ${shellQuoted(first)}?` : "";
  if (given.length > operands.length) throw new UsageError(`${path.at(-1)} ${tooMany(operands.length)}${meant}`);
  for (const [index, { name, values, proposals }] of operands.entries()) {
    const value = given[index];
    const problem = proposals === "file" && value !== undefined ? tildeProblem(value, path.join(" ")) : undefined;
    if (problem !== undefined) throw new UsageError(`<${name}> ${problem}.`);
    if (values && value !== undefined && !values.includes(value)) {
      throw new UsageError(`<${name}> must be one of ${values.join(", ")}; it is ${JSON.stringify(value)}.`);
    }
  }
}

function tooMany(expected: number): string {
  return expected === 0
    ? "takes no arguments, only options: each id follows its own option."
    : `takes ${expected === 1 ? "one argument" : `${expected} arguments`}, and more are given. Quote one that contains spaces.`;
}

/** Says that no command begins like this. */
function unknownCommand(path: readonly string[], word: string, commands: readonly CommandSpec[]): UsageError {
  const following = wordsAfter(path, commands).map(([each]) => each);
  // `login` is what `auth login` ends with: its first word was forgotten.
  const whole = path.length === 0 ? [...commands.map(({ path }) => path.join(" ")), ...topicNames.map((topic) => `help ${topic}`)] : [];
  return new UsageError(`Unknown command ${word}.${didYouMean(word, [...following, ...whole])}`);
}
