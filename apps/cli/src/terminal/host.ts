import type { Readable } from "node:stream";
import type { Streams } from "../output/streams.ts";

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

/** The person at the terminal, if there is one. */
export interface Terminal {
  /** Can a question be asked and answered? */
  readonly canAsk: boolean;
  /** May progress be drawn on stderr? */
  readonly canDraw: boolean;
  /** Columns for texts. */
  readonly columns: number;
  /** Draws the line that tells of progress in place of the one before; `undefined` takes it away without a trace. */
  readonly status: (text: string | undefined) => void;
  /** Asks on stderr and reads a line; `hidden` shows nothing of what is typed. Rejects when the signal ends it. */
  readonly ask: (question: string, options: { readonly hidden?: boolean; readonly signal: AbortSignal }) => Promise<string>;
}

/** Waiting for a person, or for a pipe that nobody writes to, must end with Ctrl-C as well. @throws the reason of the signal */
export async function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  let abort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
  });
  signal.addEventListener("abort", abort);
  if (signal.aborted) abort();
  // Left behind, the listeners of a long wait would pile up.
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener("abort", abort));
}
