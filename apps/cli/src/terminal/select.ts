import { setTimeout as sleep } from "node:timers/promises";
import { select as ask, isCancel } from "@clack/prompts";
import { unlessAborted } from "./unless-aborted.ts";

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
  let isInterrupted = false;
  const listen = (_: unknown, { ctrl, name }: { readonly ctrl?: boolean; readonly name?: string }) => {
    isInterrupted ||= ctrl === true && name === "c";
  };
  process.stdin.on("keypress", listen);
  const picked = await ask({ message: question, options, output: process.stderr, signal, maxItems: 12 });
  process.stdin.off("keypress", listen);
  if (isInterrupted) {
    // As a terminal does that is not in raw mode. The signal arrives with a later turn of the event loop.
    process.kill(0, "SIGINT");
    await unlessAborted(sleep(1000), signal);
  }
  signal.throwIfAborted();
  return isCancel(picked) ? undefined : picked;
}
