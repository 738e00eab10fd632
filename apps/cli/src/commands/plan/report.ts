import type { Acted, Entry, PlanHeader, PlannedAction, Report as PlanReport } from "@aom-workflow/plan";
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
  const { doubts, ...counts } = report;
  const { plan, planned, applied, sent, held, stopped, causes } = counts;
  const { documents, lines } = doubtsOf(doubts, options);
  const next = nextOf(report, name, options);
  const text = [
    `Plan ${plan}: ${planned} planned. Sent now: ${sent}.`,
    // They add up: everything that was not applied has a cause.
    countLine(applied, "applied"),
    ...causes.map(({ count, outcome, reason }) => countLine(count, outcome, reason)),
    ...lines,
    held && `Held: ${oneLine(held)}`,
    stopped && `Stopped: ${oneLine(stopped)}`,
    next && `${next.words}: ${next.command}`,
  ];
  const { endpoint, projectId, reason } = header;
  return {
    exitCode: exitCodeOf(report, signal),
    hasEffect: sent > 0,
    document: {
      ok: applied === planned,
      ...counts,
      endpoint,
      projectId,
      reason,
      doubts: documents,
      commands: next ? { [next.name]: next.command } : {},
    },
    text: text.filter(Boolean).join("\n"),
  };
}

/** The command that makes sense next. To do what is in doubt once more is the last resort, once there is nothing else. */
function nextOf({ held, left, stopped, doubts: [doubt] }: PlanReport, plan: string, options: Options) {
  const words = "To continue";
  if (held !== undefined)
    return { name: "release", words: `${words} once you have looked`, command: commandOn("apply --release", plan, options) };
  if (left > 0 || stopped !== undefined) return { name: "apply", words, command: commandOn("apply", plan, options) };
  if (doubt === undefined) return undefined;
  const given = { node: doubt.action.nodeId, "include-doubt": true } as const;
  return {
    name: "plan",
    words: "If you accept that it may be done twice",
    command: commandOn("plan", doubt.action.action, options, given),
  };
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
export function doubtsOf(
  doubts: readonly {
    readonly action: Partial<PlannedAction> | Entry["intent"];
    readonly since: number | undefined;
    readonly key?: string;
  }[],
  options: Options,
) {
  const documents = doubts.map(({ action: { action, workflowId, executionId, nodeId } = {}, since, ...more }) => ({
    ...{ action, workflowId, executionId, nodeId, ...more },
    since: since === undefined ? undefined : new Date(since),
    commands: { show: pastable("show", { workflow: workflowId, execution: executionId }, options) },
  }));
  const lines = documents.map(({ action, nodeId, key, since, commands: { show } }) => {
    const what = action === undefined ? String(key) : `${action} ${nodeId}`;
    return `In doubt since ${localTime(since)}: ${oneLine(what)}${show === undefined ? "" : `\n  ${show}`}`;
  });
  return { documents, lines: firstOf(lines) };
}
