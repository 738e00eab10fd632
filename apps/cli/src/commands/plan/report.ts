import type { Acted, Intent, PlanHeader, Report as PlanReport } from "@aom-workflow/plan";
import { interruptedExitCode, stoppedExitCode } from "../../output/exit-code.ts";
import type { Report } from "../../output/report.ts";
import { localTime } from "../../output/text/cells.ts";
import { oneLine } from "../../output/text/printable.ts";
import type { Options } from "../../parse/tokens.ts";
import { pastable } from "../executions/next-commands.ts";
import { firstOf } from "../executions/reading.ts";
import { commandOn } from "./place.ts";

/** What became of a plan, and how to continue. */
export function reportOf(report: PlanReport, header: PlanHeader, name: string, options: Options, signal: AbortSignal): Report {
  const { doubts: inDoubt, ...counts } = report;
  const { plan, planned, applied, sent, held, stopped, causes } = counts;
  const { endpoint, projectId, reason } = header;
  const { doubts, lines } = doubtsOf(
    inDoubt.map(({ action, since }) => ({ ...action, since })),
    options,
  );
  const [next, words, command] = nextOf(report, name, options);
  const text = [
    `Plan ${plan}: ${planned} planned. Sent now: ${sent}.`,
    // They add up: everything that was not applied has a cause.
    countLine(applied, "applied"),
    ...causes.map(({ count, outcome, reason }) => countLine(count, outcome, reason)),
    ...lines,
    held && `Held: ${oneLine(held)}`,
    stopped && `Stopped: ${oneLine(stopped)}`,
    next && `${words}: ${command}`,
  ];
  const commands = next === undefined ? {} : { [next]: command };
  return {
    exitCode: exitCodeOf(report, signal),
    hasEffect: sent > 0,
    document: { ok: applied === planned, ...counts, endpoint, projectId, reason, doubts, commands },
    text: text.filter(Boolean).join("\n"),
  };
}

/** What to do next: its name, a reason, and the command. To do what is in doubt once more is the last resort, when nothing else is left. */
function nextOf({ held, left, stopped, doubts }: PlanReport, plan: string, options: Options): readonly (string | undefined)[] {
  if (held !== undefined) return ["release", "To continue once you have looked", commandOn("apply --release", plan, options)];
  if (left > 0 || stopped !== undefined) return ["apply", "To continue", commandOn("apply", plan, options)];
  if (doubts[0] === undefined) return [];
  const { action, nodeId } = doubts[0].action;
  const again = commandOn("plan", action, options, { node: nodeId, "include-doubt": true });
  return ["plan", "If you accept that it may be done twice", again];
}

/** The first that holds: the signal, doubt, held, credentials, what was not done for good, what is left. */
function exitCodeOf({ unknown, held, stopped, rejected, stale, left }: PlanReport, signal: AbortSignal): number {
  if (signal.aborted) return interruptedExitCode(String(signal.reason));
  if (unknown > 0) return 6;
  if (held !== undefined) return stoppedExitCode;
  if (stopped !== undefined) return 4;
  if (rejected + stale > 0) return 5;
  return left > 0 ? 10 : 0;
}

/** For people. */
export function outcomeText(outcome: Acted["outcome"]): string {
  return outcome === "unknown" ? "in doubt" : outcome;
}

/** One of the counts that add up. */
export function countLine(count: number, outcome: Acted["outcome"], reason = ""): string {
  return `${String(count).padStart(5)}  ${outcomeText(outcome).padEnd(8)}  ${oneLine(reason)}`.trimEnd();
}

/** How often each text is there. */
export function countsOf<Text extends string>(texts: readonly Text[]): readonly (readonly [Text, number])[] {
  const counts = new Map<Text, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts];
}

/** What may have been done, as data and as lines, with the commands that show it. Where a record is damaged, only its key is known. */
export function doubtsOf(found: readonly (Partial<Intent> & { readonly since: number | undefined })[], options: Options) {
  const doubts = found.map(({ seen: _, since, ...doubt }) => ({
    ...doubt,
    since: since === undefined ? undefined : new Date(since),
    commands: { show: pastable("show", { workflow: doubt.workflowId, execution: doubt.executionId }, options) },
  }));
  const lines = doubts.map(({ action, nodeId = "", key, since, commands: { show = "" } }) =>
    `In doubt since ${localTime(since)}: ${oneLine(`${action ?? key} ${nodeId}`)}\n  ${show}`.trimEnd(),
  );
  return { doubts, lines: firstOf(lines) };
}
