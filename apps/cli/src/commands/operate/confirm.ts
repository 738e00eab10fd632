import type { About } from "../../output/about.ts";
import { UsageError } from "../../output/usage-error.ts";
import { unlessAborted } from "../../terminal/unless-aborted.ts";
import { actionOf, type CallPlan } from "../call/call-plan.ts";
import { targetOf } from "../call/target.ts";
import type { CommandContext } from "../context.ts";

/**
 * Asks before something that would be regretted, and names it. Only a person at a terminal can be asked; `--yes` answers beforehand.
 *
 * @param regret what the person should consider; nothing where nobody has to be asked
 * @throws UsageError when the answer is not yes, or when nobody can be asked
 */
export async function confirm(
  plan: Pick<CallPlan, "operation" | "settings" | "layers">,
  regret: string | undefined,
  { terminal, signal }: Pick<CommandContext, "terminal" | "signal">,
): Promise<void> {
  const action = actionOf(plan);
  const { options } = plan.layers;
  if (regret === undefined || options.yes === true) return;
  if (options["no-input"] === true || !terminal.canAsk) throw new UsageError(`${action} must be confirmed: add --yes.`);
  const answer = await unlessAborted(terminal.ask(question(regret, targetOf(plan)), { signal }), signal);
  if (!/^\s*y(es)?\s*$/i.test(answer)) throw new UsageError("Not confirmed.", { code: "declined" });
}

function question(regret: string, { action, target }: About): string {
  return `About to ${action} ${target.join("\n  ")}.\n${regret} Continue? [y/N] `;
}
