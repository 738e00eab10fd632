import type { CommandSpec } from "../surface/command.ts";

/** What the command line asks for. */
export type Invocation =
  | { readonly kind: "version"; readonly query: string | undefined }
  | { readonly kind: "help"; readonly text: string; readonly query: string | undefined }
  | { readonly kind: "command"; readonly command: CommandSpec; readonly options: Options; readonly operands: readonly string[] };

/** Values by flag name without dashes, as they were given; a switch that is given is `true`. */
export type Options = Readonly<Record<string, string | true | undefined>>;
