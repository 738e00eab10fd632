import { UsageError } from "../output/usage-error.ts";
import type { CommandSpec } from "../surface/command.ts";

/** @throws UsageError unless there are as many operands as the command takes, each with a value that it accepts */
export function checkOperands(given: readonly string[], { path, operands }: CommandSpec): void {
  const missing = operands[given.length];
  if (missing && !missing.isOptional) throw new UsageError(`The argument <${missing.name}> is missing.`);
  if (given.length > operands.length) throw new UsageError(tooMany(path.at(-1) ?? "", operands.length));
  for (const [index, { name, values }] of operands.entries()) {
    const value = given[index];
    if (values && value !== undefined && !values.includes(value)) {
      throw new UsageError(`<${name}> must be one of ${values.join(", ")}; it is ${JSON.stringify(value)}.`);
    }
  }
}

function tooMany(command: string, expected: number): string {
  return expected === 0
    ? `${command} takes no arguments, only options: each id follows its own option.`
    : `${command} takes ${expected === 1 ? "one argument" : `${expected} arguments`}, and more are given. Quote one that contains spaces.`;
}
