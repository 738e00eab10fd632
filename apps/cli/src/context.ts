import type { Readable } from "node:stream";
import type { Operation } from "@aom-workflow/types";
import type { Environment } from "./environment.ts";
import type { Terminal } from "./terminal.ts";

/** What a command gets from outside. */
export interface CommandContext {
  readonly env: Environment;
  /** Its reason is the name of the signal. */
  readonly signal: AbortSignal;
  readonly terminal: Terminal;
  /** Standard input; a function, because it is opened when it is first touched. */
  readonly stdin: () => Readable & { readonly isTTY?: boolean };
  readonly operation: Operation;
  /** Version of the command line. */
  readonly version: string;
  /** Is the answer wanted as a JSON document? Then nothing but traces goes to stderr. */
  readonly json: boolean;
  /** Takes what is worth knowing while the command is under way. */
  readonly tell: (text: string) => void;
  /** Takes what was asked for by `--debug`. */
  readonly trace: (text: string) => void;
  /** Takes what the person should know besides the result. */
  readonly warn: (text: string) => void;
  /** Is told when a request is about to leave: from then on the outcome of an internal error is unknown. */
  readonly starting: () => void;
}
