import { oneLine } from "../../output/text/printable.ts";
import { UsageError } from "../../output/usage-error.ts";
import type { Options } from "../../parse/tokens.ts";
import { unlessAborted } from "../../terminal/host.ts";
import type { CommandContext } from "../context.ts";

/** What to confirm. */
export interface Question {
  readonly lines: readonly (string | false | undefined)[];
  /** Number of actions, which has to be typed: nobody types it by habit. */
  readonly count: number;
  /** What typing it does, such as `apply this plan`. */
  readonly work: string;
  /** What the number counts, as a sentence, for the error without a terminal. */
  readonly about: string;
  /** The option that only a person may confirm, not `--yes`. */
  readonly personal?: string | undefined;
}

/** Asks for the number of actions. @throws UsageError unless it is typed, or `--yes` is given and suffices */
export async function confirm({ lines, count, work, about, personal }: Question, options: Options, { terminal, signal }: CommandContext) {
  if (options.yes === true && personal === undefined) return;
  if (options["no-input"] === true || !terminal.canAsk) {
    const missing =
      personal === undefined ? `To ${work} without being asked, add --yes.` : `--${personal} requires a person at a terminal.`;
    throw new UsageError(`${about} ${missing}`);
  }
  const text = [...lines.filter((line) => typeof line === "string"), `Type ${count} to ${work}: `].map(oneLine).join("\n");
  const answer = await unlessAborted(terminal.ask(text, { signal }), signal);
  if (answer.trim() !== String(count)) throw new UsageError("Not confirmed.", { code: "declined" });
}

/** The warning before a journal is taken over. */
export function takeOverWarning(host: string | undefined): string | undefined {
  return host && `The journal belongs to the host ${host} and will be taken over. If it is still used there, actions could be done twice.`;
}
