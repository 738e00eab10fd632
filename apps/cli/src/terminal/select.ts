import { select as ask, isCancel } from "@clack/prompts";

/** Something that can be picked. */
export interface Choice {
  /** What it is, in a line. */
  readonly label: string;
  /** What else helps to tell it from others. */
  readonly hint?: string | undefined;
}

/** Lets the person pick one, with the arrow keys, on stderr. @returns its index; nothing where they left. @throws what the signal says */
export async function select(question: string, choices: readonly Choice[], signal: AbortSignal): Promise<number | undefined> {
  const options = choices.map(({ label, hint }, value) => ({ value, label, ...(hint !== undefined && { hint }) }));
  const picked = await ask({ message: question, options, output: process.stderr, signal, maxItems: 12 });
  signal.throwIfAborted();
  return isCancel(picked) ? undefined : picked;
}
