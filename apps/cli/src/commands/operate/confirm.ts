import { oneLine } from "../../output/text/printable.ts";
import { UsageError } from "../../output/usage-error.ts";
import { actionWords } from "../../surface/action-words.ts";
import { unlessAborted } from "../../terminal/unless-aborted.ts";
import { type CallPlan, targetOf } from "../call/plan-call.ts";
import type { CommandContext } from "../context.ts";

/**
 * Asks before something that would be regretted, or whose ids were looked up, and names it. Only a person at a terminal can be asked; `--yes`
 * answers beforehand.
 *
 * @param regret what the person should consider
 * @param note what was looked up; without it and a regret nobody has to be asked
 * @throws UsageError when the answer is not yes, or when nobody can be asked
 */
export async function confirm(
  plan: Pick<CallPlan, "operation" | "settings" | "layers">,
  { regret, note }: { readonly regret: string | undefined; readonly note: string | undefined },
  { terminal, signal, tell }: Pick<CommandContext, "terminal" | "signal" | "tell">,
): Promise<void> {
  const { options } = plan.layers;
  if (regret === undefined && note === undefined) return;
  if (options.yes === true) return note === undefined ? undefined : tell(note);
  const about = targetOf(plan);
  if (options["no-input"] === true || !terminal.canAsk) {
    const found = note === undefined ? [] : [`Found: ${about.target.join(" ")}.`, note];
    throw new UsageError([...found, `${about.action} requires confirmation: add --yes.`].join(" "));
  }
  const question = [`About to ${about.action} ${about.target.join("\n  ")}.`, ...(note === undefined ? [] : [oneLine(note)])];
  const words = [regret, actionWords(about.action).question].filter(Boolean).join(" ");
  const answer = await unlessAborted(terminal.ask(`${[...question, words].join("\n")} [y/N] `, { signal }), signal);
  if (!/^\s*y(es)?\s*$/i.test(answer)) throw new UsageError("Not confirmed.", { code: "declined" });
}
