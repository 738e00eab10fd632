import { type ParseArgsOptionsConfig, parseArgs } from "node:util";

/** Parses the options of one of the repository's commands. `--help` prints the usage and exits; an unknown option does so with exit code 2. */
export function readOptions<const T extends ParseArgsOptionsConfig>(usage: string, options: T) {
  try {
    const { values } = parseArgs({ options: { ...options, help: { type: "boolean" } } });
    if (!("help" in values && values.help)) return values;
    process.stdout.write(`${usage}\n`);
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${usage}\n`);
    process.exit(2);
  }
}
