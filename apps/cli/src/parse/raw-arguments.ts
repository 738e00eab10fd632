import { UsageError } from "../output/usage-error.ts";

/** Does the caller want JSON? Looks at the raw arguments, because the answer is needed even when they cannot be parsed. */
export function wantsJson(argv: readonly string[]): boolean {
  const output = argv.findLastIndex((argument) => argument === "--output" || argument.startsWith("--output="));
  return (
    argv.some((argument) => /^--json(=|$)/.test(argument)) ||
    /^--output=jsonl?$/.test(argv[output] ?? "") ||
    (output >= 0 && /^jsonl?$/.test(argv[output + 1] ?? ""))
  );
}

/** Is `--debug` given? Looks at the raw arguments for the same reason. */
export function isDebug(argv: readonly string[]): boolean {
  return argv.includes("--debug");
}

/** @throws UsageError for an argument that was not UTF-8: Node hands it over with U+FFFD in place of the broken bytes. */
export function refuseBrokenText(argv: readonly string[]): void {
  const broken = argv.find((argument) => argument.includes("\uFFFD"));
  if (broken !== undefined) throw new UsageError(`The argument ${JSON.stringify(broken)} is not valid UTF-8: write it again in UTF-8.`);
}
