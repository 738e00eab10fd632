import {
  type Acted,
  type Intent,
  nextStepOf,
  type OutcomeCounts,
  type Plan,
  type PlannedAction,
  type Report as PlanReport,
  type Verdict,
  verdictOf,
} from "@aom-workflow/plan";
import { interruptedExitCode, stoppedExitCode } from "../../output/exit-code.ts";
import type { Report } from "../../output/report.ts";
import { localTime } from "../../output/text/cells.ts";
import { oneLine } from "../../output/text/printable.ts";
import type { Options } from "../../parse/tokens.ts";
import { pastable } from "../executions/next-commands.ts";
import { firstOf } from "../executions/reading.ts";
import { commandOn } from "./place.ts";

/** How the actions of a plan ended, and how to continue. */
export function reportOf(report: PlanReport, plan: Plan, name: string, options: Options, signal: AbortSignal): Report {
  const { planned, applied, sent, held, stopped, causes } = report;
  const { doubts, failures } = troublesOf(report, name, options);
  const next = nextOf(report, plan, name, options);
  const text = [
    `Plan ${report.plan}: ${planned} planned. Sent now: ${sent}.`,
    // The counts add up: everything that was not applied has a cause.
    countLine(applied, "applied"),
    ...causes.map(({ count, outcome, reason }) => countLine(count, outcome, reason)),
    // The next step is about what comes last.
    ...(held === undefined ? [...failures.lines, ...doubts.lines] : [...doubts.lines, `Held: ${oneLine(held)}`, ...failures.lines]),
    stopped && (signal.aborted ? "Interrupted." : `Stopped: ${oneLine(stopped)}`),
    next.line,
  ];
  const commands = next.name === undefined ? {} : { [next.name]: next.command };
  return {
    exitCode: signal.aborted ? interruptedExitCode(String(signal.reason)) : exitCodes[verdictOf(report)],
    hasEffect: sent > 0,
    document: { ...documentOf(report, plan), doubts: doubts.doubts, failures: failures.failures, commands },
    text: text.filter(Boolean).join("\n"),
  };
}

/** What a person has to check, as data and as lines. */
export function troublesOf({ doubts, failures }: PlanReport, name: string, options: Options) {
  const rest = `: ${commandOn("apply --dry-run", name, options)}`;
  const since = doubts.map(({ action, since }) => ({ ...action, since }));
  return { doubts: doubtsOf(since, options, rest), failures: failuresOf(failures, options, rest) };
}

const exitCodes: Readonly<Record<Verdict, number>> = {
  "in-doubt": 6,
  held: stoppedExitCode,
  stopped: 4,
  incomplete: 5,
  left: 10,
  applied: 0,
};

/** A report as data, without the parts that contain commands. */
export function documentOf({ doubts: _, failures: __, ...counts }: PlanReport, { header }: Plan): object {
  const { endpoint, projectId, reason } = header;
  return { ok: counts.applied === counts.planned, ...counts, endpoint, projectId, reason };
}

/** The next step: its name, the command, and both as a line. */
export function nextOf(report: PlanReport, plan: Plan, name: string, options: Options) {
  switch (nextStepOf(report)) {
    case "release":
      return step("release", "To continue once you have looked", commandOn("apply --release", name, options));
    case "continue":
      return step("apply", "To continue", commandOn("apply", name, options));
    case "plan-doubt": {
      const [kind = "", ...others] = new Set(plan.actions.map(({ action }) => action));
      // `plan --from` refuses a list with several actions.
      const from = others.length > 0 ? undefined : name;
      const again = commandOn("plan", kind, options, { from, "include-doubt=only": true });
      return step("plan", "If you accept that it may be done twice", again, ":\n  ");
    }
    case undefined:
      return step();
  }
}

/** @param colon what joins words and command; a line of its own keeps a long command whole */
function step(name?: string, words?: string, command?: string, colon = ": ") {
  return { name, command, line: command && `${words}${colon}${command}` };
}

/** The word for an outcome in text. */
export function outcomeText(outcome: Acted["outcome"]): string {
  return outcome === "unknown" ? "in doubt" : outcome;
}

/** A line of the counts. */
function countLine(count: number, outcome: Acted["outcome"], reason = ""): string {
  return `${String(count).padStart(5)}  ${outcomeText(outcome).padEnd(8)}  ${oneLine(reason)}`.trimEnd();
}

/** The counts that are not zero, as lines. */
export function countLines(counts: OutcomeCounts): readonly string[] {
  const given = Object.entries(counts).filter(([, count]) => count > 0);
  return given.map(([outcome, count]) => countLine(count, outcome as Acted["outcome"]));
}

/** How often each text occurs. */
export function countsOf<Text extends string>(texts: readonly Text[]): readonly (readonly [Text, number])[] {
  const counts = new Map<Text, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts];
}

/** How many of these may have been done and were planned anyway; undefined if none. */
export function doubtText(actions: readonly PlannedAction[]): string | undefined {
  const count = actions.filter(({ generation }) => generation > 1).length;
  const which = count === actions.length ? "All" : String(count);
  return count > 0 ? `${which} of them may have been done already, and may then be done twice.` : undefined;
}

/** Actions in doubt, as data and as lines, with the commands that show them. Of a damaged record, only the key is known. */
export function doubtsOf(found: readonly (Partial<Intent> & { readonly since: number | undefined })[], options: Options, rest?: string) {
  const doubts = found.map(({ seen: _, since, ...doubt }) => ({
    ...doubt,
    since: since === undefined ? undefined : new Date(since),
    commands: { show: showCommand(doubt, options) },
  }));
  const lines = doubts.map(({ action, nodeId = "", key, since, commands: { show = "" } }) =>
    `In doubt since ${localTime(since)}: ${oneLine(`${action ?? key} ${nodeId}`)}\n  ${show}`.trimEnd(),
  );
  return { doubts, lines: firstOf(lines, rest) };
}

/** Actions that were rejected or stopped again, as data and as lines. */
function failuresOf(found: PlanReport["failures"], options: Options, rest: string) {
  const failures = found.map(({ action: { seen: _, ...action }, reason }) => ({
    ...action,
    reason,
    commands: { show: showCommand(action, options) },
  }));
  const lines = failures.map(({ action, nodeId, executionId, reason, commands: { show = "" } }) =>
    `Failed: ${oneLine(`${action} ${nodeId}, execution ${executionId}. ${reason}`)}\n  ${show}`.trimEnd(),
  );
  return { failures, lines: firstOf(lines, rest) };
}

function showCommand({ workflowId, executionId }: Partial<Intent>, options: Options): string | undefined {
  return pastable("show", { workflow: workflowId, execution: executionId }, options);
}

/** An action and how it ended, as data. */
export function itemOf({ action: { seen: _, ...action }, outcome, isNew, reason, error, since }: Acted): object {
  return { ...action, outcome, isNew, reason, since: since && new Date(since), error: error?.toJSON() };
}
