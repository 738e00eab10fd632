import { type Acted, ApplyError, applyPlan, dueOf, type Plan } from "@aom-workflow/plan";
import { loadPlan } from "@aom-workflow/plan/node";
import { failed } from "../../output/describe-failure.ts";
import { stoppedExitCode } from "../../output/exit-code.ts";
import type { Report } from "../../output/report.ts";
import { durationText, localTime } from "../../output/text/cells.ts";
import { escapedJson, oneLine } from "../../output/text/printable.ts";
import { UsageError } from "../../output/usage-error.ts";
import { numberOf } from "../../parse/check-options.ts";
import type { Options } from "../../parse/tokens.ts";
import { unlessAborted } from "../../terminal/host.ts";
import { planCall } from "../call/plan-call.ts";
import { withClient } from "../call/with-client.ts";
import type { CommandBody, CommandContext } from "../context.ts";
import { asked, firstOf } from "../executions/reading.ts";
import { commandOn, journalOf, targetOf, usable } from "./place.ts";
import { countsOf, outcomeText, reportOf } from "./report.ts";

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
      if (held !== undefined && !limits.release) return heldReport(held, commandOn("apply --release", name, options));
      const due = await dueOf(plan, journal);
      if (due.length > 0 && !takesOver) await confirmCount(plan, due, options, context, held);
      const called = await planCall({ ...asked("apply", []), effect: "once", id: `plan ${header.id}` }, options, context);
      return await withClient(called, context, "Applying", async ({ client, projectId: known, quiet }) => {
        quiet();
        const { endpoint, projectId } = await targetOf(called, known, context);
        if (endpoint !== header.endpoint || projectId !== header.projectId)
          throw new UsageError(
            `The plan is for project ${header.projectId} at ${header.endpoint}; the settings name project ${projectId} at ${endpoint}.`,
          );
        const course = applyPlan(plan, { ...limits, client, journal, signal: context.signal });
        return followed(course, plan, name, options, context);
      });
    } finally {
      // What was settled last is in the file; that it may not be on the disk yet leaves it in doubt at worst.
      await journal.close().catch(() => {});
    }
  });

/** A held plan waits for a person. */
function heldReport(held: string, release: string | undefined): Report {
  const talk = `The plan is held: ${oneLine(held)}\nNothing was sent. To continue once you have looked: ${release}`;
  return { ...failed({ name: "PlanError", code: "held", message: held, outcome: "not-sent", retryable: false }, stoppedExitCode), talk };
}

const fraction = /^\d+(\.\d+)?$/;

function limitsOf(options: Options) {
  const percent = numberOf("max-failures", options, [0, 100], fraction);
  const seconds = numberOf("wait-timeout", options, [0.001, 2_147_483], fraction);
  return {
    rate: numberOf("rate", options, [0.01, 10_000], fraction) ?? 20,
    concurrency: numberOf("concurrency", options, [1, 64]),
    first: numberOf("first", options, [0, 1_000_000]),
    maxUnknown: numberOf("max-unknown", options, [0, 1_000_000]),
    maxFailures: percent === undefined ? undefined : percent / 100,
    wait: options.wait === true,
    waitTimeout: seconds === undefined ? undefined : seconds * 1000,
    release: options.release === true,
  };
}

/**
 * Shows what will be done where, and asks for the number of actions, which nobody types by habit. To release a plan or to take a journal over is
 * for a person: `--yes` does not answer that.
 *
 * @throws UsageError
 */
async function confirmCount({ header }: Plan, due: Plan["actions"], options: Options, { terminal, signal }: CommandContext, held?: string) {
  const personal = ["release", "take-over"].find((name) => options[name] === true);
  if (options.yes === true && personal === undefined) return;
  const { id, endpoint, projectId, madeAt, who, reason } = header;
  if (options["no-input"] === true || !terminal.canAsk) {
    const missing = personal === undefined ? "Apply requires confirmation: add --yes." : `--${personal} requires a person at a terminal.`;
    throw new UsageError(`${missing} Left of plan ${id} at ${endpoint}, project ${projectId}: ${due.length}.`);
  }
  const question = [
    `Plan ${id}, made ${localTime(new Date(madeAt))} by: ${who}`,
    ...(reason === undefined ? [] : [`Reason: ${reason}`]),
    `Endpoint: ${endpoint}`,
    `Project: ${projectId}`,
    ...firstOf(countsOf(due.map(({ action, nodeId }) => `${action} ${nodeId}`)).map(([kind, count]) => `  ${kind}: ${count}`)),
    ...(held === undefined ? [] : [`Held: ${held}`]),
    `Type ${due.length} to continue: `,
  ];
  const answer = await unlessAborted(terminal.ask(question.map(oneLine).join("\n"), { signal }), signal);
  if (answer.trim() !== String(due.length)) throw new UsageError("Not confirmed.", { code: "declined" });
}

/** Follows a course to its end: on a terminal by a line that changes, elsewhere by one every ten seconds, with `--output jsonl` by each action. */
async function followed(
  course: ReturnType<typeof applyPlan>,
  { header, actions }: Plan,
  name: string,
  options: Options,
  { stdout, terminal, tell, json, signal }: CommandContext,
): Promise<Report> {
  const start = performance.now();
  const outcomes: Acted["outcome"][] = [];
  let fresh = 0;
  const tick = () => {
    const perMs = fresh / (performance.now() - start);
    const time = `; ${durationText((actions.length - outcomes.length) / perMs)} remaining, ${(perMs * 1000).toFixed(1)}/s`;
    const end = signal.aborted ? "; ending (Ctrl-C again ends at once)" : fresh > 0 ? time : "";
    const counts = countsOf(outcomes).map(([outcome, count]) => `, ${count} ${outcomeText(outcome)}`);
    (draws ? terminal.status : tell)(`${outcomes.length} of ${actions.length} done${counts.join("")}${end}`);
  };
  const draws = terminal.canDraw && !json;
  const timer = setInterval(tick, draws ? 200 : 10_000);
  try {
    while (true) {
      const next = await course.next();
      if (next.done) return reportOf(next.value, header, name, options, signal);
      outcomes.push(next.value.outcome);
      if (next.value.isNew) fresh++;
      if (options.output === "jsonl" && options.query === undefined) await stdout.write(`${escapedJson(itemOf(next.value))}\n`);
    }
  } catch (error) {
    if (!(error instanceof ApplyError)) throw error;
    const talk = `${error.message}\nWhat was in flight may have been applied.`;
    return { ...reportOf(error.report, header, name, options, signal), exitCode: 6, talk };
  } finally {
    clearInterval(timer);
    terminal.status(undefined);
  }
}

function itemOf({ action: { seen: _, ...action }, outcome, isNew, reason, error, since }: Acted): object {
  return { ...action, outcome, isNew, reason, since: since && new Date(since), error: error?.toJSON() };
}
