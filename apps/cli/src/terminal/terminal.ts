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
  readonly ask: (question: string, options: AskOptions) => Promise<string>;
}

export interface AskOptions {
  readonly hidden?: boolean;
  readonly signal: AbortSignal;
}
