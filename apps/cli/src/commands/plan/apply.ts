import { type Acted, applyPlan, type Plan, type Report as PlanReport, type Target } from "@aom-workflow/plan";
import { canonical, loadPlan } from "@aom-workflow/plan/node";
import { signalExitCodes, stoppedExitCode } from "../../output/exit-code.ts";
import type { Report } from "../../output/report.ts";
import { localTime } from "../../output/text/local-time.ts";
import { escapedJson, oneLine } from "../../output/text/printable.ts";
import { UsageError } from "../../output/usage-error.ts";
import type { Options } from "../../parse/invocation.ts";
import { unlessAborted } from "../../terminal/unless-aborted.ts";
import { planCall } from "../call/plan-call.ts";
import { withClient } from "../call/with-client.ts";
import type { CommandBody, CommandContext } from "../context.ts";
import { pastable } from "../executions/next-commands.ts";
import { asked } from "../executions/reading.ts";
import { waitOf } from "../operate/act-options.ts";
import { journalOf, numberOf, targetOf, usable } from "./place.ts";

/** Applies a plan, from its beginning or from where it ended. */
export const apply: CommandBody = ({ options, operands: [name = ""] }, context) =>
  usable(async () => {
    const limits = limitsOf(options);
    const plan = await loadPlan(name, context.env);
    const { header, actions } = plan;
    const journal = await journalOf(header, options, context, false);
    try {
      const { held } = await journal.planMark(header.id);
      if (held !== undefined && options.release !== true) return refused(held, name, options);
      if (actions.length > 0) await confirmCount(plan, held, options, context);
      const called = await planCall({ ...asked("apply", []), effect: "once", id: `plan ${header.id}` }, options, context);
      return await withClient(called, context, "Applying", async ({ client, projectId, quiet }) => {
        checkTarget(header, await targetOf(called, projectId, context));
        quiet();
        const course = applyPlan(plan, { ...limits, client, journal, signal: context.signal });
        return reportOf(await followed(course, plan, context), plan, name, options, context);
      });
    } finally {
      await journal.close();
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
  const release = pastable("apply --release", {}, options, [name]);
  const talk = `The plan is held: ${held} Nothing was sent. To go on after a look: ${release}`;
  return { exitCode: stoppedExitCode, document: { ok: false, held, commands: { release } }, talk };
}

function limitsOf(options: Options) {
  const percent = numberOf("max-failures", options, 0, 100);
  return {
    rate: numberOf("rate", options, 0.01, 10_000) ?? 20,
    concurrency: numberOf("concurrency", options, 1, 64),
    first: numberOf("first", options, 0, 1_000_000),
    maxUnknown: numberOf("max-unknown", options, 0, 1_000_000),
    maxFailures: percent === undefined ? undefined : percent / 100,
    wait: options.wait === true,
    waitTimeout: waitOf({ ...options, wait: true }),
    release: options.release === true,
  };
}

/** Shows what will be done where, and asks for the number of actions, which nobody types by habit. @throws UsageError */
async function confirmCount(plan: Plan, held: string | undefined, options: Options, { terminal, signal }: CommandContext): Promise<void> {
  const { header, actions } = plan;
  if (options.yes === true) return;
  const counted = new Map<string, number>();
  for (const { action, nodeId } of actions) counted.set(`${action} ${nodeId}`, (counted.get(`${action} ${nodeId}`) ?? 0) + 1);
  const what = [...counted].map(([text, count]) => `  ${oneLine(text)}: ${count}`);
  const where = `Plan ${header.id} of ${header.madeAt} by ${header.who}, at ${header.endpoint}, project ${header.projectId}:`;
  if (options["no-input"] === true || !terminal.canAsk)
    throw new UsageError(`apply requires confirmation: add --yes. ${where} ${actions.length} actions.`);
  const why = held === undefined ? [] : [`It is held: ${held}`];
  const number = String(actions.length);
  const question = [oneLine(where), ...what.slice(0, 20), ...why, `Type ${number} to continue: `].join("\n");
  const answer = await unlessAborted(terminal.ask(question, { signal }), signal);
  if (answer.trim() !== number) throw new UsageError("Not confirmed.", { code: "declined" });
}

const everyMs = 10_000;

/** Follows a course to its end: on a terminal by a line that changes, elsewhere by one every ten seconds, with `--output jsonl` by each action. */
async function followed(
  course: ReturnType<typeof applyPlan>,
  { actions }: Plan,
  { json, stdout, terminal, tell }: CommandContext,
): Promise<PlanReport> {
  const start = performance.now();
  const counts = { applied: 0, rejected: 0, unknown: 0, stale: 0, left: 0 };
  let told = start;
  while (true) {
    const next = await course.next();
    if (next.done) {
      terminal.status(undefined);
      return next.value;
    }
    counts[next.value.outcome]++;
    if (json) await stdout.write(`${escapedJson(itemOf(next.value))}\n`);
    const now = performance.now();
    const done = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const perSecond = done / ((now - start) / 1000);
    const text = `${done} of ${actions.length}: ${countsText(counts)}; ${perSecond.toFixed(1)}/s, ${Math.ceil((actions.length - done) / perSecond)} s left`;
    if (terminal.canDraw) terminal.status(text);
    else if (now - told >= everyMs) {
      told = now;
      tell(text);
    }
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

function reportOf(report: PlanReport, { header }: Plan, name: string, options: Options, { signal, json }: CommandContext): Report {
  const { planned, applied, rejected, unknown, stale, left, sent, held, stopped, causes, doubts } = report;
  const again = pastable("apply", {}, options, [name]);
  const release = pastable("apply --release", {}, options, [name]);
  const inDoubt = doubts.map(({ action: { seen: _, ...action }, since }) => {
    const show = pastable("show", { workflow: action.workflowId, execution: action.executionId }, options);
    return { ...action, since: since && new Date(since), commands: { show } };
  });
  const lines = [
    `Plan ${header.id}: ${planned} planned = ${applied} applied + ${rejected} rejected + ${unknown} in doubt + ${stale} stale + ${left} left. Sent now: ${sent}.`,
    ...causes.map(
      ({ outcome, reason, count }) => `  ${String(count).padStart(5)}  ${outcome === "unknown" ? "in doubt" : outcome}  ${oneLine(reason)}`,
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
    ...(json ? {} : { text: lines.join("\n") }),
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
