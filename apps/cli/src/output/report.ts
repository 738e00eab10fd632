/** What a command ends with; which of it is shown depends on `--output`. */
export interface Report {
  readonly exitCode: number;
  /** What happened as data; all that stdout gets with `--output json`. */
  readonly document?: object;
  /** The result as text, for stdout. */
  readonly text?: string;
  /** What is not the result – why there is none, what to do – for stderr. */
  readonly talk?: string;
  /** Was something done that cannot be seen again by calling again? */
  readonly hasEffect?: boolean;
  /** Is the text what `--query` selects? Then it is all that stdout gets, with `--output json` too. */
  readonly isSelected?: boolean;
  /** Does it show what was read, and nothing else? Then a pager may show it, and a query that cannot be applied to it is a mistake. */
  readonly isReading?: boolean;
  /** Is the text a help text, whose headings stand out on a terminal? */
  readonly isHelp?: boolean;
  /** Does the text consist of sentences, which a terminal should not break within words? */
  readonly isProse?: boolean;
  /** Is the text for a program, tabs and all? */
  readonly isRaw?: boolean;
}
