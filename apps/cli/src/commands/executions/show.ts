import { type ExecutionState, stateOf, type Watched, type Watching, waitingFor, watchExecution } from "@aom-workflow/client/executions";
import { stoppedExitCode, unwrittenExitCode, waitEndedExitCode } from "../../output/exit-code.ts";
import type { Report } from "../../output/report.ts";
import { localTime, stateText } from "../../output/text/cells.ts";
import { escapedJson, oneLine } from "../../output/text/printable.ts";
import { UsageError } from "../../output/usage-error.ts";
import { limitWith } from "../../parse/times.ts";
import type { Options } from "../../parse/tokens.ts";
import type { CommandBody, CommandContext } from "../context.ts";
import { describeExecution } from "./describe-execution.ts";
import { executionDocument, logView } from "./failed-hosts.ts";
import { type Found, meantInstead, withIds } from "./find.ts";
import { withCommands } from "./next-commands.ts";
import { type ReadingSession, reading } from "./reading.ts";

/** Shows an execution and its nodes; with `--watch` until it stops or ends. */
export const showExecution: CommandBody = async (called, context) => {
  const shown = ({ options }: Found) => shownExecution(options, context);
  const first = withIds(called, context).then(shown);
  return first.catch(async (error) => shown(await meantInstead(error, called, context)));
};

async function shownExecution(options: Options, context: CommandContext): Promise<Report> {
  if (options.watch === true && context.json && options.output !== "jsonl")
    throw new UsageError("--watch prints a document for each change: write --output jsonl.");
  const timeoutMs = limitWith("watch", options);
  return reading("show", ["workflowId", "executionId"], { options, context }, async (session) => {
    const { client, plan, quiet } = session;
    const { signal, stdout, json } = context;
    const ids = { workflowId: String(plan.settings.input.workflowId), executionId: String(plan.settings.input.executionId) };
    const { timeout } = plan.settings;
    const read = (withinMs?: number) => {
      const deadline = withinMs === undefined ? undefined : Math.max(1, Math.min(withinMs, timeout ?? withinMs));
      return stateOf(client, ids, { signal, deadline });
    };
    const report = (execution: ExecutionState) => reportOf({ ...execution, ...ids }, session, options, context);
    if (options.watch !== true) return report(await read());
    if (!stdout.isTerminal) quiet();
    // What a terminal shows is how long each node has run as well.
    const onRead: Watching["onRead"] = async (now, before, hasChanged) =>
      hasChanged || (stdout.isTerminal && !json) ? print(now, before, report(now), context) : undefined;
    const { end, last } = await watchExecution({ read, onRead, signal, timeoutMs });
    return reportOfWatch(end, last, context.json);
  });
}

/** The states have been printed; what is left to say is why there are no more. */
function reportOfWatch(end: Watched["end"], last: ExecutionState | undefined, json: boolean): Report {
  if (end === "succeeded") return { exitCode: 0 };
  // A reader that has gone away has read enough, but the execution has not succeeded.
  if (end === "EPIPE") return { exitCode: unwrittenExitCode };
  if (end === "stopped") return { exitCode: stoppedExitCode };
  if (end !== "timed-out") return { exitCode: unwrittenExitCode, talk: `Could not write the output (${end}).` };
  const state = last === undefined ? "not known" : stateText(last.meaning, last.word);
  return { exitCode: waitEndedExitCode, ...(!json && { talk: oneLine(`Stopped watching (--watch-timeout). The state is ${state}.`) }) };
}

/** Draws the whole on a terminal, else prints what has changed, or a document for each change. Gives the error code where it cannot. */
async function print(
  now: ExecutionState,
  before: ExecutionState | undefined,
  { document, text = "" }: Report,
  { json, stdout }: CommandContext,
): Promise<string | undefined> {
  const time = new Date();
  if (json) return stdout.write(`${escapedJson({ ...document, time: time.toISOString() })}\n`);
  if (stdout.isTerminal) return stdout.write(`\x1b[H\x1b[2J${text}\n`);
  const lines = changeLines(now, before, time).map((line) => `${line}\n`);
  return stdout.write(lines.join(""));
}

function reportOf(
  execution: ExecutionState & { readonly workflowId: string; readonly executionId: string },
  { plan, projectId }: Pick<ReadingSession, "plan" | "projectId">,
  options: Options,
  context: CommandContext,
): Report {
  const logs = logView(options.logs, context.env);
  const waiting = withCommands(waitingFor(execution), execution, options);
  return {
    exitCode: 0,
    isReading: true,
    document: {
      ok: true,
      ...plan.settings.place,
      projectId,
      profile: plan.sources.profile.name,
      state: execution.meaning,
      execution: executionDocument(execution, logs),
      waiting,
    },
    text: describeExecution(execution, waiting, logs, context),
  };
}

/** What has changed, a line each: that of the execution, and of each node that is in another state. */
function changeLines(now: ExecutionState, before: ExecutionState | undefined, time: Date): readonly string[] {
  const words = new Map(before?.nodes.map(({ id, word }) => [id, word]));
  const nodes = now.nodes
    .filter(({ id, word }) => word !== undefined && word !== words.get(id))
    .map(({ id, word }) => `node ${id}: ${word}`);
  const whole = now.word === before?.word ? [] : [`execution: ${now.word ?? "no state"}`];
  return [...nodes, ...whole].map((line) => oneLine(`${localTime(time)}  ${line}`));
}
