const sentences: Readonly<Record<string, (found: string) => string>> = {
  "commander.unknownOption": (option) => `There is no option ${option.replace(/=.*/s, "")}.${tokenHint(option)}`,
  "commander.unknownCommand": (name) => `There is no command ${name}.`,
  "commander.optionMissingArgument": (option) => `${option.replace(/ .*/s, "")} needs a value.`,
  "commander.missingArgument": (operand) => `The argument <${operand}> is missing.`,
};

/**
 * Turns an error of the argument parser into a sentence of ours. Values are left out: they may be secrets that went astray.
 *
 * @param code such as `commander.unknownOption`
 * @param message such as `error: unknown option '--nod'\n(Did you mean --node?)`
 */
export function describeParseError(code: string, message: string): string {
  if (code === "commander.excessArguments") return tooMany(message);
  if (code === "commander.invalidArgument") return invalidOperand(message);
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

/** @param message such as `error: too many arguments for 'restart'. Expected 0 arguments but got 1.` */
function tooMany(message: string): string {
  const [, command = "", expected = ""] = message.match(/'(.*)'\. Expected (\d+)/s) ?? [];
  return expected === "0"
    ? `${command} takes no arguments, only options: each id follows its own option.`
    : `${command} takes ${expected === "1" ? "one argument" : `${expected} arguments`}, and more are given. Quote one that holds blanks.`;
}

/** @param message such as `error: command-argument value 'x' is invalid for argument 'setting'. Allowed choices are region, project.` */
function invalidOperand(message: string): string {
  const [, value = "", operand = "", choices = ""] =
    message.match(/value '(.*)' is invalid for argument '(.*)'\. Allowed choices are (.*)\./s) ?? [];
  return `<${operand}> must be one of ${choices}; it is ${JSON.stringify(value)}.`;
}
