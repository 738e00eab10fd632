import type { OptionSpec } from "./command.ts";
import { UsageError } from "./usage-error.ts";

/** Does the caller want JSON? Looks at the raw arguments, because the answer is needed even when they cannot be parsed. */
export function wantsJson(argv: readonly string[]): boolean {
  const output = argv.findLastIndex((argument) => argument === "--output" || argument.startsWith("--output="));
  return argv.includes("--json") || argv[output] === "--output=json" || (output >= 0 && argv[output + 1] === "json");
}

/** @throws UsageError for an argument that was not UTF-8: Node hands it over with U+FFFD in place of the broken bytes. */
export function refuseBrokenText(argv: readonly string[]): void {
  const broken = argv.find((argument) => argument.includes("\uFFFD"));
  if (broken !== undefined) throw new UsageError(`The argument ${JSON.stringify(broken)} is not valid UTF-8: write it again in UTF-8.`);
}

/**
 * Reads the value of an option and refuses what is most likely a mistake: an option that is given twice, and one whose value was forgotten
 * so that the next option would be taken for it – `--node --dry-run` must not send a node id `--dry-run`.
 */
export function valueReader(option: OptionSpec, argv: readonly string[]): (value: string, previous: string | undefined) => string {
  const { name, placeholder, values } = option;
  return (value, previous) => {
    if (previous !== undefined) throw new UsageError(`--${name} is given twice: give it once.`);
    if (/^--?[a-z]/i.test(value) && !argv.includes(`--${name}=${value}`)) {
      throw new UsageError(`--${name} needs a value, but ${value} follows. If that is the value, write --${name}=${value}`);
    }
    if (values && placeholder?.includes("|") && !values.includes(value)) {
      throw new UsageError(`--${name} must be ${values.join(" or ")}; it is ${JSON.stringify(value)}.`);
    }
    return value;
  };
}
