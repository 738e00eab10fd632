import type { Environment } from "../surface/environment.ts";

/** Where texts go. */
export interface Streams {
  readonly env: Environment;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Interrupts. */
  readonly signal: AbortSignal;
  /** Takes away the line that tells of progress, so that nothing is written into it. */
  readonly terminal: { readonly status: (text: undefined) => void };
}

/** A stream that texts go to. */
export interface Output {
  readonly isTerminal: boolean;
  /** Of a terminal. */
  readonly columns: number | undefined;
  /** Lines of a terminal. */
  readonly rows?: number | undefined;
  /** Shows a text on a terminal by a command for a shell, until the person leaves it. Resolves to why that failed. */
  readonly page?: (text: string, command: string, signal: AbortSignal) => Promise<string | undefined>;
  /** Resolves when the text is written, to the error code where it could not be. */
  readonly write: (text: string) => Promise<string | undefined>;
}
