import type { Environment } from "../surface/environment.ts";

/** Where texts go. */
export interface Streams {
  readonly env: Environment;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Takes away the line that tells of progress, so that nothing is written into it. */
  readonly terminal: { readonly status: (text: undefined) => void };
}

/** A stream that texts go to. */
export interface Output {
  readonly isTerminal: boolean;
  /** Of a terminal. */
  readonly columns: number | undefined;
  /** Resolves when the text is written, to the error code where it could not be. */
  readonly write: (text: string) => Promise<string | undefined>;
}
