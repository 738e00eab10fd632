import { topicNames } from "../../help/help.ts";
import { type CommandSpec, calledBy, commandAt, type OptionSpec, type Proposals } from "../../surface/command.ts";
import { wordsAfter } from "../../surface/commands.ts";
import { globalOptions, helpOption, versionOption } from "../../surface/global-options.ts";
import { isSetting, settings } from "../../surface/settings.ts";

/** A word that may follow. */
export interface Candidate {
  readonly value: string;
  readonly description: string;
}

/** Words to propose where the values are known only at run time. `undefined`: the names of files. */
export type Sources = (proposals: Proposals) => readonly Candidate[] | undefined;

/**
 * What may stand in the place of the last word; `undefined` asks the shell for the names of files.
 *
 * @param words after the name of the program; the last is the one that is being typed, and may be empty
 */
export function candidatesFor(
  words: readonly string[],
  commands: readonly CommandSpec[],
  sources: Sources,
): readonly Candidate[] | undefined {
  const current = words.at(-1) ?? "";
  const { path, operands, awaiting, given, isHelp } = read(words.slice(0, -1), commands);
  const all = awaiting ? valuesOf(awaiting, sources) : proposals();
  return all?.filter(({ value }) => value.startsWith(current));

  function proposals(): readonly Candidate[] | undefined {
    const [, name, prefix] = current.match(/^--([\w-]+)(=)/) ?? [];
    const options = optionsAt(path, commands);
    if (prefix) {
      const option = options.find((each) => each.name === name);
      const values = option?.placeholder ? valuesOf(option, sources) : [];
      return values?.map((each) => ({ ...each, value: `--${name}=${each.value}` }));
    }
    const flags = options
      .filter((each) => !given.includes(each.name))
      .map(({ name, description }) => ({ value: `--${name}`, description: firstSentence(description) }));
    if (current.startsWith("-")) return flags;
    const words = [...following(path, commands), ...(isHelp && path.length === 0 ? topics : [])];
    if (words.length > 0) return words;
    if (isHelp) return [];
    const operand = commandAt(path, commands)?.operands[operands.length];
    return operand ? valuesOf(valueOperand(operand, operands), sources) : flags;
  }
}

/** The value of a setting is proposed as for its flag: `config set region` as `--region`. */
function valueOperand(operand: CommandSpec["operands"][number], before: readonly string[]): Valued {
  const [setting] = before;
  const flag: OptionSpec | undefined = setting !== undefined && isSetting(setting) ? settings[setting].flag : undefined;
  return operand.name === "value" && flag ? flag : operand;
}

type Valued = Pick<OptionSpec, "values" | "proposals">;

function valuesOf({ values, proposals }: Valued, sources: Sources): readonly Candidate[] | undefined {
  if (values) return values.map((value) => ({ value, description: "" }));
  return proposals ? sources(proposals) : [];
}

const topics: readonly Candidate[] = topicNames.map((value) => ({ value, description: "A topic of help" }));

interface Read {
  readonly path: readonly string[];
  readonly operands: readonly string[];
  /** The option whose value comes next. */
  readonly awaiting: OptionSpec | undefined;
  /** Names of the options so far. */
  readonly given: readonly string[];
  /** Is `help` asked about what follows? */
  readonly isHelp: boolean;
}

function read(words: readonly string[], commands: readonly CommandSpec[]): Read {
  const path: string[] = [];
  const operands: string[] = [];
  const given: string[] = [];
  let awaiting: OptionSpec | undefined;
  let isHelp = false;
  for (const word of words) {
    if (awaiting) awaiting = undefined;
    else if (word.startsWith("-")) {
      const name = word.replace(/^--?/, "").replace(/=.*/s, "");
      const option = optionsAt(path, commands).find((each) => each.name === name || each.short === name);
      given.push(option?.name ?? name);
      if (option?.placeholder && !word.includes("=")) awaiting = option;
    } else if (path.length === 0 && word === "help") isHelp = true;
    else if (calledBy([...path, word], commands).length > path.length) path.push(word);
    else operands.push(word);
  }
  return { path, operands, awaiting, given, isHelp };
}

function following(path: readonly string[], commands: readonly CommandSpec[]): readonly Candidate[] {
  const help: readonly Candidate[] = path.length === 0 ? [{ value: "help", description: "Show help for a command" }] : [];
  return [...wordsAfter(path, commands).map(([value, summary]) => ({ value, description: firstSentence(summary) })), ...help];
}

function optionsAt(path: readonly string[], commands: readonly CommandSpec[]): readonly OptionSpec[] {
  const own = commandAt(path, commands)?.options ?? [];
  return [...own, ...globalOptions, helpOption, ...(path.length === 0 ? [versionOption] : [])];
}

/** A list of candidates has room for one line each. */
function firstSentence(text: string): string {
  return text.replace(/[.;] .*$/s, "").replace(/\.$/, "");
}
