import type { ActOptions, AomActionName, Resolution, Waited } from "@aom-workflow/client";
import { withAbout } from "../../output/about.ts";
import { describeError } from "../../output/describe-error.ts";
import { interruptedExitCode, stoppedExitCode, waitEndedExitCode } from "../../output/exit-code.ts";
import type { Report } from "../../output/report.ts";
import { commandWord } from "../../surface/action-words.ts";
import { type CallPlan, targetOf } from "../call/plan-call.ts";
import type { Session } from "../call/with-client.ts";
import type { CommandContext } from "../context.ts";
import { executionDocument, logView } from "../executions/failed-hosts.ts";
import { describeResult } from "./describe-result.ts";

/** How an action is looked at, before and after. */
export interface Looking {
  /** Is the state read before, and nothing sent where it does not allow the action? Or what the person has seen of it. */
  readonly check: NonNullable<ActOptions["check"]>;
  /** How long to wait for the effect, in milliseconds. */
  readonly waitMs: number | undefined;
}

/**
 * Sends an action, with a look before or after it. Where the outcome is unknown, the execution is read again, which may tell.
 *
 * @throws CallError
 */
export async function act(plan: CallPlan, { check, waitMs }: Looking, session: Session, context: CommandContext): Promise<Report> {
  const { client, reader, projectId } = session;
  const { signal } = context;
  const action = commandWord(plan.operation);
  const input = plan.settings.input as Readonly<Record<"workflowId" | "executionId" | "nodeId", string>>;
  const wait = waitMs === undefined ? undefined : { timeout: waitMs };
  const result = await client.safe[plan.operation.name as AomActionName](input as never, { signal, check, wait });
  if (result.ok) return withWaited(describeResult(plan, projectId, result), action, result.waited, context);
  if (result.outcome !== "unknown") throw result.error;
  const record = async () => (await import("../plan/record.ts")).record(result.error, plan, projectId, context);
  if (signal.aborted) {
    await record();
    throw result.error;
  }
  const { requestId, attempts, summary } = result.error;
  const resolution = await client.resolve(result.error, { signal });
  const { reason, readAt, before } = resolution;
  if (resolution.outcome === "unknown") {
    await record();
    const report = withResolution(describeError(result.error, { started: true, timeoutMs: plan.settings.timeout }), resolution);
    return withAbout({ ...report, talk: `${report.talk}\n${reason}` }, targetOf(plan, projectId), readAt.toISOString());
  }
  context.warn(`No response was received (${summary.replace(/\.$/, "")}). ${reason} This call or another did it.`);
  const report = withResolution(describeResult(plan, projectId, { data: undefined, requestId, attempts }), resolution);
  if (wait === undefined) return report;
  const { waitFor } = await import("@aom-workflow/client/executions");
  return withWaited(report, action, await waitFor(reader, { ...input, action }, before, { ...wait, signal }), context);
}

function withResolution(report: Report, { outcome, by, reason, unchangedForMs, now, readAt }: Resolution): Report {
  const resolution = { outcome, by, reason, unchangedForMs, readAt, now: now && { word: now.word, state: now.meaning } };
  return { ...report, document: { ...report.document, resolution } };
}

function withWaited(report: Report, action: string, waited: Waited | undefined, { env, signal }: CommandContext): Report {
  if (waited === undefined) return report;
  const { end, after, waiting, error } = waited;
  const reasons = waiting.map(({ reason }) => reason);
  return {
    ...report,
    exitCode: waitExitCode(action, waited, signal.aborted ? String(signal.reason) : undefined),
    document: {
      ...report.document,
      waited: { end, after: after && executionDocument(after, logView(undefined, env)), waiting: reasons, error: error?.toJSON() },
    },
    text: `${report.text}\n${describeWait(waited)}`,
  };
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
