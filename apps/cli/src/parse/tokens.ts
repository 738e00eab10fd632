import { parseArgs } from "node:util";
import type { CommandSpec, OptionSpec } from "../surface/command.ts";
import { globalOptions, helpOption, versionOption } from "../surface/global-options.ts";

/** An option as it was given. */
export interface GivenOption {
  /** Long name without dashes. */
  readonly name: string;
  /** As it was written, such as `-y`. */
  readonly written: string;
  readonly value: string | undefined;
  /** Is the value tied to the option by an equals sign? */
  readonly isTied: boolean;
}

/** The arguments by kind. Which commands may be called decides what is the value of an option; nothing is refused here. */
export function readTokens(
  argv: readonly string[],
  commands: readonly CommandSpec[],
): { readonly words: readonly string[]; readonly options: readonly GivenOption[] } {
  const candidates = commands.filter(({ path }) => path.every((word) => argv.includes(word)));
  const all = [...candidates.flatMap(({ options }) => options), ...globalOptions, helpOption, versionOption];
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(all.map((option) => [option.name, typeOf(option)])),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  return {
    words: tokens.flatMap((token) => (token.kind === "positional" ? [token.value] : [])),
    options: tokens.flatMap((token) =>
      token.kind === "option" ? [{ name: token.name, written: token.rawName, value: token.value, isTied: token.inlineValue === true }] : [],
    ),
  };
}

/** What the command line asks for. */
export type Invocation =
  | { readonly kind: "version"; readonly query: string | undefined }
  | { readonly kind: "help"; readonly text: string; readonly query: string | undefined }
  | { readonly kind: "command"; readonly command: CommandSpec; readonly options: Options; readonly operands: readonly string[] };

/** Values by flag name without dashes, as they were given; a switch that is given is `true`. */
export type Options = Readonly<Record<string, string | true | undefined>>;

function typeOf({ placeholder, short }: OptionSpec): { type: "string" | "boolean"; short?: string } {
  return { type: placeholder === undefined ? "boolean" : "string", ...(short && { short }) };
}
