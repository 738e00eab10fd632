import { text } from "node:stream/consumers";
import { Secret } from "@aom-workflow/auth";
import { UsageError } from "../../output/usage-error.ts";
import { unlessAborted } from "../../terminal/unless-aborted.ts";
import type { CommandContext } from "../context.ts";

/** What is asked for. */
export interface SecretQuestion {
  /** What it is called, such as `password`. */
  readonly secret: string;
  readonly question: string;
}

/**
 * Asks for secrets without showing what is typed; where there is no terminal, each is a line of standard input.
 *
 * @returns the secrets by name @throws UsageError for one that does not come
 */
export async function readSecrets(
  questions: readonly SecretQuestion[],
  mayAsk: boolean,
  { terminal, signal, stdin }: Pick<CommandContext, "terminal" | "signal" | "stdin">,
): Promise<Readonly<Record<string, Secret>>> {
  const isTyped = stdin().isTTY === true;
  if (isTyped && (!mayAsk || !terminal.canAsk)) {
    throw new UsageError("--no-input does not allow a prompt for the password: pass it on standard input.");
  }
  const lines = isTyped ? [] : (await unlessAborted(text(stdin()), signal)).split(/\r?\n/);
  const answers: Record<string, Secret> = {};
  for (const [index, { secret, question }] of questions.entries()) {
    const answer = isTyped ? await unlessAborted(terminal.ask(question, { hidden: true, signal }), signal) : lines[index];
    if (!answer) throw new UsageError(isTyped ? `No ${secret} was typed.` : missing(secret, index));
    answers[secret] = new Secret(answer);
  }
  return answers;
}

function missing(secret: string, index: number): string {
  return `No ${secret} on standard input${index === 0 ? "" : " (expected on the second line)"}.`;
}
