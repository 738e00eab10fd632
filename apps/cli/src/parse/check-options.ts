import { shellQuoted } from "../output/text/printable.ts";
import { UsageError } from "../output/usage-error.ts";
import type { OptionSpec } from "../surface/command.ts";
import { didYouMean } from "./did-you-mean.ts";
import { tildeProblem } from "./tilde-problem.ts";
import type { GivenOption, Options } from "./tokens.ts";

/**
 * The values of the options. Refuses those that the command does not have, and what is most likely a mistake: an option that is given
 * twice, and one whose value was forgotten so that the next option would be taken for it – `--node --dry-run` must not send a node id
 * `--dry-run`.
 *
 * @throws UsageError that repeats no value that may be a secret gone astray
 */
export function checkOptions(given: readonly GivenOption[], known: readonly OptionSpec[]): Options {
  const values: Record<string, string | true> = {};
  for (const option of given) {
    const spec = known.find(({ name }) => name === option.name);
    if (spec === undefined) throw new UsageError(unknownOption(option, known));
    const value = spec.placeholder === undefined ? switchValue(option, spec) : textValue(option, spec);
    if (typeof value === "string" && values[spec.name] !== undefined) throw new UsageError(`--${spec.name} is given twice: give it once.`);
    values[spec.name] = value;
  }
  return values;
}

/** The number that an option gives, a whole one unless `digits` says otherwise. @throws UsageError */
export function numberOf(name: string, options: Options, [least, most]: readonly [number, number], digits = /^\d+$/): number | undefined {
  const text = options[name];
  const number = Number(text);
  if (text === undefined || (digits.test(String(text)) && number >= least && number <= most))
    return text === undefined ? undefined : number;
  throw new UsageError(`--${name} must be a number from ${least} to ${most}; it is ${JSON.stringify(text)}.`);
}

function switchValue({ written, value, isTied }: GivenOption, { values }: OptionSpec): string | true {
  if (!isTied) return true;
  if (values === undefined) throw new UsageError(`${written} takes no value: write ${written}.`);
  return oneOf(values, value ?? "", written);
}

function textValue({ value, isTied }: GivenOption, { name, values, proposals }: OptionSpec): string {
  if (value === undefined) throw new UsageError(`--${name} needs a value.`);
  if (/^--?[a-z]/i.test(value) && !isTied) {
    throw new UsageError(`--${name} needs a value, but ${value} follows. If that is the value, write --${name}=${shellQuoted(value)}`);
  }
  const problem = proposals === "file" ? tildeProblem(value, `--${name}`) : undefined;
  if (problem !== undefined) throw new UsageError(`--${name} ${problem}.`);
  return values ? oneOf(values, value, `--${name}`) : value;
}

function oneOf(values: readonly string[], value: string, option: string): string {
  if (values.includes(value)) return value;
  throw new UsageError(`${option} must be ${values.length > 1 ? "one of " : ""}${values.join(", ")}; it is ${JSON.stringify(value)}.`);
}

function unknownOption({ written }: GivenOption, known: readonly OptionSpec[]): string {
  if (/^--?(x-?auth-?)?token$/i.test(written)) {
    return `Unknown option ${written}. Every process of this machine can read arguments, so the token comes by --token-file or AOM_WORKFLOW_TOKEN.`;
  }
  const names = known.map(({ name }) => `--${name}`);
  return `Unknown option ${written}.${didYouMean(written, names)}`;
}
