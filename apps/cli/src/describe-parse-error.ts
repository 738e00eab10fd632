const sentences: Readonly<Record<string, (found: string) => string>> = {
  "commander.unknownOption": (option) => `There is no option ${option.replace(/=.*/s, "")}.${tokenHint(option)}`,
  "commander.unknownCommand": (name) => `There is no command ${name}.`,
  "commander.optionMissingArgument": (option) => `${option.replace(/ .*/s, "")} needs a value.`,
  "commander.excessArguments": (command) => `${command} takes no arguments, only options: each id follows its own option.`,
};

/**
 * Turns an error of the argument parser into a sentence of ours. Values are left out: they may be secrets that went astray.
 *
 * @param code such as `commander.unknownOption`
 * @param message such as `error: unknown option '--nod'\n(Did you mean --node?)`
 */
export function describeParseError(code: string, message: string): string {
  const found = message.match(/'(.*)'/s)?.[1]?.trim() ?? "";
  const sentence = sentences[code]?.(found) ?? `${message.replace(/^error: /, "")}.`;
  const suggestion = message.match(/\((Did you mean .*\?)\)$/)?.[1];
  return suggestion && !sentence.includes("--token-file") ? `${sentence} ${suggestion}` : sentence;
}

function tokenHint(option: string): string {
  return /^--?(x-?auth-?)?token(=|$)/i.test(option)
    ? " Every process of this machine can read arguments, so the token comes by --token-file or AOM_WORKFLOW_TOKEN."
    : "";
}
