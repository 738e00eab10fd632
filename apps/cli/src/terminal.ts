/** The person at the terminal, if there is one. */
export interface Terminal {
  /** Can a question be asked and answered? */
  readonly canAsk: boolean;
  /** May progress be drawn on stderr? */
  readonly canDraw: boolean;
  /** Columns for texts. */
  readonly columns: number;
  /** Writes to stderr as it is. */
  readonly draw: (text: string) => void;
  /** Asks on stderr and reads a line; `hidden` shows nothing of what is typed. Rejects when the signal ends it. */
  readonly ask: (question: string, options: { readonly hidden?: boolean; readonly signal: AbortSignal }) => Promise<string>;
}
