import type { Readable } from "node:stream";
import type { Streams } from "../output/streams.ts";
import type { Terminal } from "./terminal.ts";

/** Everything that the command line runs in. Its tests hand in another one than the process. */
export interface Host extends Streams {
  /** Version of the command line. */
  readonly version: string;
  /** Its reason is the name of the signal that interrupts. */
  readonly signal: AbortSignal;
  readonly terminal: Terminal;
  /** Standard input; a function, because it is opened when it is first touched. */
  readonly stdin: () => Readable & { readonly isTTY?: boolean };
}
