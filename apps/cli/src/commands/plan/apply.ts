import {
  type Acted,
  applyPlan,
  dueOf,
  isPlanError,
  type Plan,
  type PlanError,
  type Report as PlanReport,
  type Target,
} from "@aom-workflow/plan";
import { canonical, loadPlan } from "@aom-workflow/plan/node";
import { failed } from "../../output/describe-failure.ts";
import { signalExitCodes, stoppedExitCode } from "../../output/exit-code.ts";
import type { Report } from "../../output/report.ts";
import { durationText, localTime } from "../../output/text/cells.ts";
import { escapedJson, oneLine } from "../../output/text/printable.ts";
import { UsageError } from "../../output/usage-error.ts";
import type { Options } from "../../parse/tokens.ts";
import { unlessAborted } from "../../terminal/host.ts";
import { planCall } from "../call/plan-call.ts";
import { withClient } from "../call/with-client.ts";
import type { CommandBody, CommandContext } from "../context.ts";
import { pastable } from "../executions/next-commands.ts";
import { asked } from "../executions/reading.ts";
import { commandOn, journalOf, numberOf, targetOf, usable } from "./place.ts";

/** Applies a plan, from its beginning or from where it ended. */
export const apply: CommandBody = ({ options, operands: [name = ""] }, context) =>
  usable(async () => {
    const limits = limitsOf(options);
    const plan = await loadPlan(name, context.env);
    const { header, actions } = plan;
    // Opening the journal takes it over, so that is asked before.
    const takesOver = options["take-over"] === true;
    if (takesOver) await confirmCount(plan, actions, options, context);
    const journal = await journalOf(header, options, context, false);
    try {
      const { held } = await journal.planMark(header.id);
      if (held !== undefined && options.release !== true) return refused(held, name, options);
      const due = await dueOf(plan, journal);
      if (due.length > 0 && !takesOver) await confirmCount(plan, due, options, context, held);
      const called = await planCall({ ...asked("apply", []), effect: "once", id: `plan ${header.id}` }, options, context);
      return await withClient(called, context, "Applying", async ({ client, projectId, quiet }) => {
        checkTarget(header, await targetOf(called, projectId, context));
        quiet();
        const course = applyPlan(plan, { ...limits, client, journal, signal: context.signal });
        try {
          return reportOf(await followed(course, plan, options, context), plan, name, options, context);
        } catch (error) {
          if (isPlanError(error) && error.code === "invalid-journal") return brokenOff(error, name, options);
          throw error;
        }
      });
    } finally {
      // What was settled last is in the file; that it may not be on the disk yet leaves it in doubt at worst.
      await journal.close().catch(() => {});
    }
  });

/** A plan is for the target that it was made for. @throws UsageError */
function checkTarget(planned: Target, { endpoint, projectId }: Target): void {
  if (planned.projectId === projectId && canonical(planned).endpoint === canonical({ endpoint, projectId }).endpoint) return;
  throw new UsageError(
    `The plan is for project ${planned.projectId} at ${planned.endpoint}; the settings name project ${projectId} at ${endpoint}.`,
  );
}

/** A held plan waits for a person. */
function refused(held: string, name: string, options: Options): Report {
  const release = commandOn("apply --release", name, options);
  const talk = `The plan is held: ${held}\nNothing was sent. To go on after a look: ${release}`;
  return { ...failed({ name: "PlanError", code: "held", message: held, outcome: "not-sent", retryable: false }, stoppedExitCode), talk };
}

/** The journal could not be written: nothing more was sent, and nobody recorded how what was in flight ended. */
function brokenOff({ message }: PlanError, name: string, options: Options): Report {
  const next = `Sending stopped; what was in flight may have been applied. When the journal can be written again: ${commandOn("apply", name, options)}`;
  const error = { name: "PlanError", code: "invalid-journal", message, outcome: "unknown", retryable: false };
  return { ...failed(error, 6), talk: `${message}\n${next}`, hasEffect: true };
}

const fraction = /^\d+(\.\d+)?$/;

function limitsOf(options: Options) {
  const percent = numberOf("max-failures", options, [0, 100], fraction);
  return {
    rate: numberOf("rate", options, [0.01, 10_000], fraction) ?? 20,
    concurrency: numberOf("concurrency", options, [1, 64]),
    first: numberOf("first", options, [0, 1_000_000]),
    maxUnknown: numberOf("max-unknown", options, [0, 1_000_000]),
    maxFailures: percent === undefined ? undefined : percent / 100,
    wait: options.wait === true,
    waitTimeout: (numberOf("wait-timeout", options, [0.001, 2_147_483], fraction) ?? 600) * 1000,
    release: options.release === true,
  };
}

/**
 * Shows what will be done where, and asks for the number of actions, which nobody types by habit. To release a plan or to take a journal over is
 * for a person: `--yes` does not answer that.
 *
 * @throws UsageError
 */
async function confirmCount(
  { header }: Plan,
  due: Plan["actions"],
  options: Options,
  { terminal, signal }: CommandContext,
  held?: string | undefined,
): Promise<void> {
  const personal = ["release", "take-over"].find((name) => options[name] === true);
  if (options.yes === true && personal === undefined) return;
  const counted = new Map<string, number>();
  for (const { action, nodeId } of due) counted.set(`${action} ${nodeId}`, (counted.get(`${action} ${nodeId}`) ?? 0) + 1);
  const what = [...counted].map(([text, count]) => `  ${oneLine(text)}: ${count}`);
  const where = `Plan ${header.id} of ${header.madeAt} by ${header.who}, at ${header.endpoint}, project ${header.projectId}:`;
  if (options["no-input"] === true || !terminal.canAsk) {
    const missing = personal === undefined ? "apply requires confirmation: add --yes." : `--${personal} requires a person at a terminal.`;
    throw new UsageError(`${missing} ${where} ${due.length} actions.`);
  }
  const why = held === undefined ? [] : [`It is held: ${held}`];
  const number = String(due.length);
  const question = [oneLine(where), ...what.slice(0, 20), ...why, `Type ${number} to continue: `].join("\n");
  const answer = await unlessAborted(terminal.ask(question, { signal }), signal);
  if (answer.trim() !== number) throw new UsageError("Not confirmed.", { code: "declined" });
}

/** Follows a course to its end: on a terminal by a line that changes, elsewhere by one every ten seconds, with `--output jsonl` by each action. */
async function followed(
  course: ReturnType<typeof applyPlan>,
  { actions }: Plan,
  { output, query }: Options,
  { json, stdout, terminal, tell }: CommandContext,
): Promise<PlanReport> {
  const start = performance.now();
  const counts = { applied: 0, rejected: 0, unknown: 0, stale: 0, left: 0 };
  let fresh = 0;
  const draws = terminal.canDraw && !json;
  const timer = setInterval(
    () => {
      const done = Object.values(counts).reduce((sum, count) => sum + count, 0);
      const perSecond = fresh / ((performance.now() - start) / 1000);
      const left = fresh > 0 ? `; ${perSecond.toFixed(1)}/s, ${durationText(((actions.length - done) / perSecond) * 1000)} left` : "";
      const text = `${done} of ${actions.length} done${done > 0 ? `: ${countsText(counts)}` : ""}${left}`;
      if (draws) terminal.status(text);
      else tell(text);
    },
    draws ? 200 : 10_000,
  );
  try {
    while (true) {
      const next = await course.next();
      if (next.done) return next.value;
      counts[next.value.outcome]++;
      if (next.value.isNew) fresh++;
      if (output === "jsonl" && query === undefined) await stdout.write(`${escapedJson(itemOf(next.value))}\n`);
    }
  } finally {
    clearInterval(timer);
    terminal.status(undefined);
  }
}

function itemOf({ action: { seen: _, ...action }, outcome, isNew, reason, error, since }: Acted): object {
  return { ...action, outcome, isNew, reason, since: since && new Date(since), error: error?.toJSON() };
}

function countsText(counts: Pick<PlanReport, "applied" | "rejected" | "unknown" | "stale" | "left">): string {
  return Object.entries(counts)
    .flatMap(([name, count]) => (count > 0 ? [`${count} ${name === "unknown" ? "in doubt" : name}`] : []))
    .join(", ");
}

function reportOf(report: PlanReport, { header }: Plan, name: string, options: Options, { signal }: CommandContext): Report {
  const { planned, applied, rejected, unknown, stale, left, sent, held, stopped, causes, doubts } = report;
  const again = commandOn("apply", name, options);
  const release = commandOn("apply --release", name, options);
  const inDoubt = doubts.map(({ action: { seen: _, ...action }, since }) => {
    const show = pastable("show", { workflow: action.workflowId, execution: action.executionId }, options);
    return { ...action, since: since && new Date(since), commands: { show } };
  });
  const lines = [
    `Plan ${header.id}: ${planned} planned. Sent now: ${sent}.`,
    // They add up: everything that was not applied has a cause.
    ...[{ outcome: "applied", reason: "", count: applied }, ...causes].map(({ outcome, reason, count }) =>
      `${String(count).padStart(5)}  ${(outcome === "unknown" ? "in doubt" : outcome).padEnd(8)}  ${oneLine(reason)}`.trimEnd(),
    ),
    ...inDoubt.map(({ since, commands }) => `In doubt${since ? ` since ${localTime(since)}` : ""}: ${commands.show}`),
    held && `Held: ${held} To go on after a look: ${release}`,
    stopped && `Stopped: ${stopped}`,
    !held && left + unknown > 0 && `To go on: ${again}`,
  ].filter(Boolean);
  const { endpoint, projectId, reason } = header;
  return {
    exitCode: exitCodeOf(report, signal),
    hasEffect: sent > 0,
    document: {
      ok: applied === planned,
      ...{ plan: header.id, endpoint, projectId, reason, planned, applied, rejected, unknown, stale, left, sent, held, stopped, causes },
      doubts: inDoubt,
      commands: { apply: again, ...(held && { release }) },
    },
    text: lines.join("\n"),
  };
}

/** The first that holds: the signal, doubt, held, credentials, what was not done for good, what is left. */
function exitCodeOf({ unknown, held, stopped, rejected, stale, left }: PlanReport, signal: AbortSignal): number {
  if (signal.aborted) return signalExitCodes[String(signal.reason) as keyof typeof signalExitCodes] ?? signalExitCodes.SIGINT;
  if (unknown > 0) return 6;
  if (held !== undefined) return stoppedExitCode;
  if (stopped !== undefined) return 4;
  if (rejected + stale > 0) return 5;
  return left > 0 ? 10 : 0;
}
