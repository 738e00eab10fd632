import {
  type Acted,
  ApplyError,
  applyPlan,
  checkPlan,
  type Delay,
  dueOf,
  type Plan,
  type ReadableJournal,
  standingOf,
} from "@aom-workflow/plan";
import { type JournalContent, loadPlan } from "@aom-workflow/plan/node";
import { failed } from "../../output/describe-failure.ts";
import { stoppedExitCode } from "../../output/exit-code.ts";
import type { Report } from "../../output/report.ts";
import { durationText, localTime } from "../../output/text/cells.ts";
import { escapedJson, oneLine } from "../../output/text/printable.ts";
import { UsageError } from "../../output/usage-error.ts";
import { numberOf } from "../../parse/check-options.ts";
import type { Options } from "../../parse/tokens.ts";
import { planCall } from "../call/plan-call.ts";
import { withClient } from "../call/with-client.ts";
import type { CommandBody, CommandContext } from "../context.ts";
import { asked } from "../executions/reading.ts";
import { confirm, type Question, takeOverWarning } from "./confirm.ts";
import { awaited, commandOn, contentOf, journalOf, targetOf, usable } from "./place.ts";
import { countsOf, doubtText, itemOf, outcomeText, reportOf, troublesOf } from "./report.ts";
import { saved } from "./saved.ts";

/** Applies a plan, or continues it. */
export const apply: CommandBody = ({ options, operands: [name = ""] }, context) =>
  usable(async () => {
    const limits = limitsOf(options);
    const plan = await awaited(name, () => loadPlan(name, context.env), options, context);
    if (options["dry-run"] === true) return saved(plan, name, options, context);
    const { header } = plan;
    // Opening the journal takes it over, so it is opened after the confirmation. Everything that refuses the plan is checked before.
    const content = options["take-over"] === true ? await contentOf(header, options, context) : undefined;
    let journal = content === undefined ? await journalOf(header, options, context, false) : undefined;
    const known = journal ?? knownOf(content as JournalContent);
    try {
      const { held } = await known.planMark(header.id);
      if (held !== undefined && !limits.release) return await heldReport(held, plan, known, name, options);
      await checkPlan(plan, known, { release: limits.release });
      const called = await planCall({ ...asked("apply", []), effect: "once", id: `plan ${header.id}` }, options, context);
      return await withClient(called, context, "Applying", async ({ client, projectId: ofCredentials, quiet }) => {
        quiet();
        const { endpoint, projectId } = await targetOf(called, ofCredentials, context);
        if (endpoint !== header.endpoint || projectId !== header.projectId)
          throw new UsageError(
            `The plan is for project ${header.projectId} at ${header.endpoint}; the settings name project ${projectId} at ${endpoint}.`,
          );
        const reasons = [takeOverWarning(content?.otherHost), held && `Held: ${held}`];
        const personal = content !== undefined ? "take-over" : limits.release ? "release" : undefined;
        const question = await questionOf(plan, known, reasons, personal);
        if (question.count > 0 || content !== undefined) await confirm(question, options, context);
        journal ??= await journalOf(header, options, context, false);
        const waits = { why: "", until: 0 };
        const onDelay = ({ kind, reason, delayMs }: Delay) =>
          Object.assign(waits, { why: whyText(kind, reason), until: performance.now() + delayMs + 500 });
        const run = applyPlan(plan, { ...limits, client, journal, signal: context.signal, onDelay });
        return followed(run, plan, name, options, context, () => (performance.now() < waits.until ? waits.why : ""));
      });
    } finally {
      // The last outcomes are in the file; if they do not reach the disk, their actions are in doubt at worst.
      await journal?.close().catch(() => {});
    }
  }, options);

/** The content of a journal with what identifies it, as an open one has it. */
function knownOf({ header: { id, endpoint, projectId }, known }: JournalContent) {
  return { id, target: { endpoint, projectId }, ...known };
}

/** Reports that the plan is held and waits for a person. */
async function heldReport(held: string, plan: Plan, journal: ReadableJournal, name: string, options: Options): Promise<Report> {
  const { doubts, failures } = troublesOf((await standingOf(plan, journal)).report, name, options);
  const release = commandOn("apply --release", name, options);
  const talk = [
    `The plan is held: ${oneLine(held)}`,
    ...doubts.lines,
    ...failures.lines,
    `Nothing was sent. To continue once you have looked: ${release}`,
  ];
  const error = { name: "PlanError", code: "held", message: held, outcome: "not-sent", retryable: false };
  const { exitCode, document } = failed(error, stoppedExitCode);
  return {
    exitCode,
    document: { ...document, doubts: doubts.doubts, failures: failures.failures, commands: { release } },
    talk: talk.join("\n"),
  };
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

/** What will be done, and where. @param reasons other lines to show @param personal the option that only a person may confirm */
async function questionOf(
  plan: Plan,
  journal: ReadableJournal,
  reasons: Question["lines"],
  personal: string | undefined,
): Promise<Question> {
  const { id, endpoint, projectId, madeAt, who, reason: why, actions } = plan.header;
  const due = await dueOf(plan, journal);
  const lines = [
    `Plan ${id}, made ${localTime(new Date(madeAt))} by ${who}`,
    why !== undefined && `Reason: ${why}`,
    `Endpoint: ${endpoint}`,
    `Project: ${projectId}`,
    ...countsOf(due.map(({ action, nodeId }) => `${action} ${nodeId}`)).map(([kind, count]) => `  ${kind}: ${count}`),
    due.length < actions && `Ended or in doubt: ${actions - due.length} of ${actions}`,
    doubtText(due),
    ...reasons,
  ];
  const rest = `${due.length} ${due.length === 1 ? "action" : "actions"} not sent yet`;
  return {
    lines,
    count: due.length,
    work: "apply this plan",
    about: `Plan ${id} at ${endpoint}, project ${projectId}: ${rest}.`,
    personal,
  };
}

/** Why nothing happens, for the progress line. */
function whyText(kind: Delay["kind"], reason: string): string {
  if (kind === "throttled") return "; slowed by 429 (too many requests)";
  return `; waiting: ${oneLine(reason.replace(/\.$/, ""))}`;
}

/** Follows a run to its end: with a status line on a terminal, otherwise with a line every ten seconds; `--output jsonl` prints each action. */
async function followed(
  run: ReturnType<typeof applyPlan>,
  plan: Plan,
  name: string,
  options: Options,
  { stdout, terminal, tell, json, signal }: CommandContext,
  why: () => string,
): Promise<Report> {
  const start = performance.now();
  const outcomes: Acted["outcome"][] = [];
  let fresh = 0;
  const tick = () => {
    const perMs = fresh / (performance.now() - start);
    const time = `; ${durationText((plan.actions.length - outcomes.length) / perMs)} remaining, ${(perMs * 1000).toFixed(1)}/s`;
    const end = signal.aborted ? "; stopping (Ctrl-C again to stop now)" : fresh > 0 ? time : "";
    const counts = countsOf(outcomes).map(([outcome, count]) => `, ${count} ${outcomeText(outcome)}`);
    (draws ? terminal.status : tell)(`${outcomes.length} of ${plan.actions.length} done${counts.join("")}${why()}${end}`);
  };
  const draws = terminal.canDraw && !json;
  const timer = setInterval(tick, draws ? 200 : 10_000);
  try {
    while (true) {
      const next = await run.next();
      if (next.done) return reportOf(next.value, plan, name, options, signal);
      outcomes.push(next.value.outcome);
      if (next.value.isNew) fresh++;
      if (options.output === "jsonl" && options.query === undefined) await stdout.write(`${escapedJson(itemOf(next.value))}\n`);
    }
  } catch (error) {
    if (!(error instanceof ApplyError)) throw error;
    const talk = `${error.message}${error.report.unknown > 0 ? "\nWhat was in flight may have been applied." : ""}`;
    return { ...reportOf(error.report, plan, name, options, signal), exitCode: 6, talk };
  } finally {
    clearInterval(timer);
    terminal.status(undefined);
  }
}
