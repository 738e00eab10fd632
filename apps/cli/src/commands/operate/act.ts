import type { AnyCallError, Resolution, Success, Waited } from "@aom-workflow/client";
import { withAbout } from "../../output/about.ts";
import { describeError } from "../../output/describe-error.ts";
import { interruptedExitCode, stoppedExitCode, waitEndedExitCode } from "../../output/exit-code.ts";
import type { Report } from "../../output/report.ts";
import { commandWord } from "../../surface/action-words.ts";
import { type CallPlan, targetOf } from "../call/plan-call.ts";
import type { Session } from "../call/with-client.ts";
import type { CommandContext } from "../context.ts";
import { executionDocument } from "../executions/failed-hosts.ts";
import type { Looking } from "./act-options.ts";
import { describeResult } from "./describe-result.ts";

/**
 * Sends an action, with a look before or after it. Where the outcome is unknown, the execution is read again, which may tell.
 *
 * @throws CallError
 */
export async function act(
  plan: CallPlan,
  looking: Looking,
  { client, reader, projectId }: Session,
  context: CommandContext,
): Promise<Report> {
  const { name, check, waitMs } = looking;
  const { signal } = context;
  const input = plan.settings.input as Readonly<Record<"workflowId" | "executionId" | "nodeId", string>>;
  const wait = waitMs === undefined ? undefined : { timeout: waitMs };
  const result = await client.safe[name](input as never, { signal, check, wait });
  if (result.ok) return told(plan, projectId, result, result.waited, context);
  if (result.outcome !== "unknown" || signal.aborted) throw result.error;
  const resolution = await client.resolve(result.error, { signal });
  if (resolution.outcome === "unknown") {
    const report = unresolved(result.error, resolution, plan.settings.timeout);
    return withAbout(report, targetOf(plan, projectId), resolution.readAt.toISOString());
  }
  context.warn(`No response was received (${result.error.summary.replace(/\.$/, "")}). ${resolution.reason} This call or another did it.`);
  const applied = { data: undefined, requestId: result.error.requestId, attempts: result.error.attempts };
  if (wait === undefined) return told(plan, projectId, applied, undefined, context, resolution);
  const { waitFor } = await import("@aom-workflow/client/executions");
  const intended = { ...input, action: commandWord(plan.operation) };
  const waited = await waitFor(reader, intended, resolution.before, { ...wait, signal });
  return told(plan, projectId, applied, waited, context, resolution);
}

function told(
  plan: CallPlan,
  projectId: string | undefined,
  result: Pick<Success<unknown>, "data" | "requestId" | "attempts">,
  waited: Waited | undefined,
  { signal }: CommandContext,
  resolution?: Resolution,
): Report {
  const report = describeResult(plan, projectId, result);
  const document = { ...report.document, ...(resolution && { resolution: resolutionDocument(resolution) }) };
  if (waited === undefined) return { ...report, document };
  const { end, after, waiting, error } = waited;
  const seen = {
    end,
    after: after && executionDocument(after, false),
    waiting: waiting.map(({ reason }) => reason),
    error: error?.toJSON(),
  };
  return {
    ...report,
    exitCode: waitExitCode(commandWord(plan.operation), waited, signal.aborted ? String(signal.reason) : undefined),
    document: { ...document, waited: seen },
    text: `${report.text}\n${describeWait(waited)}`,
  };
}

function unresolved(error: AnyCallError, resolution: Resolution, timeoutMs: number | undefined): Report {
  const report = describeError(error, { started: true, timeoutMs });
  return {
    ...report,
    document: { ...report.document, resolution: resolutionDocument(resolution) },
    talk: `${report.talk}\n${resolution.reason}`,
  };
}

function resolutionDocument({ outcome, by, reason, unchangedForMs, now, readAt }: Resolution): object {
  return { outcome, by, reason, unchangedForMs, readAt, now: now && { word: now.word, state: now.meaning } };
}

/** What was seen after an action, as a sentence. */
function describeWait({ end, after, waiting, error }: Waited): string {
  const state = after === undefined ? "not known" : `"${after.word}"`;
  switch (end) {
    case "moved-on":
      return `The execution goes on; its state is ${state}.`;
    case "ended":
      return `The execution has ended; its state is ${state}.`;
    case "stopped-again":
      return `The execution stopped again. ${waiting.map(({ reason }) => reason).join(" ")}`.trim();
    case "timed-out":
      return `The wait ran out; the state of the execution is ${state}.`;
    case "unread":
      return `The state of the execution could not be read any more. ${error?.summary ?? ""}`.trim();
    case "aborted":
      return `The wait was interrupted; the state of the execution was ${state}.`;
  }
}

/** The exit code of an action that was applied, by what was seen after it. */
function waitExitCode(action: string, { end, after }: Waited, interruptedBy: string | undefined): number {
  if (end === "aborted") return interruptedExitCode(interruptedBy);
  if (end === "timed-out" || end === "unread") return waitEndedExitCode;
  const good = action === "stop" ? "stopped" : "succeeded";
  return end === "moved-on" || (end === "ended" && after?.meaning === good) ? 0 : stoppedExitCode;
}
