import { textOfAction } from "./actions.ts";
import type { CommandContext } from "./context.ts";
import type { Options } from "./program.ts";
import type { Settings } from "./settings.ts";
import { unlessAborted } from "./unless-aborted.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Asks before something that would be regretted, and names it. Only a person at a terminal is asked; `--yes` answers beforehand.
 *
 * @throws UsageError when the answer is not yes, or when `--no-input` forbids the question
 */
export async function confirm({ input, place }: Settings, options: Options, { terminal, signal }: CommandContext): Promise<void> {
  const { action = "", nodeId, executionId, workflowId } = input;
  const { regret } = textOfAction(action);
  if (regret === undefined || options.yes === true) return;
  if (options.input === false) throw new UsageError(`${action} wants to be confirmed, and --no-input forbids to ask: add --yes.`);
  if (!terminal.canAsk) return;
  const where = place.region ?? place.endpoint;
  const question = `About to ${action} node ${nodeId}\n  of execution ${executionId}\n  of workflow ${workflowId}, ${where}.\n${regret} Go on? [y/N] `;
  const answer = await unlessAborted(terminal.ask(question, { signal }), signal);
  if (!/^\s*y(es)?\s*$/i.test(answer)) throw new UsageError("Not confirmed.", "declined");
}
