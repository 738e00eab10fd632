import { text } from "node:stream/consumers";
import { UsageError } from "../../output/usage-error.ts";
import { unlessAborted } from "../../terminal/unless-aborted.ts";
import type { CommandContext } from "../context.ts";

/** Asks for secrets without showing what is typed; where there is no terminal, each is a line of standard input. */
export async function readSecrets(
  questions: readonly string[],
  mayAsk: boolean,
  { terminal, signal, stdin }: Pick<CommandContext, "terminal" | "signal" | "stdin">,
): Promise<readonly string[]> {
  if (!stdin().isTTY) return (await unlessAborted(text(stdin()), signal)).split(/\r?\n/).slice(0, questions.length);
  if (!mayAsk || !terminal.canAsk) {
    throw new UsageError("The password has to be typed, which --no-input forbids: pass it on standard input.");
  }
  const answers: string[] = [];
  for (const question of questions) answers.push(await unlessAborted(terminal.ask(question, { hidden: true, signal }), signal));
  return answers;
}
