import type { ActOptions, AomActionName, Resolution, Waited } from "@aom-workflow/client";
import { interruptedExitCode, stoppedExitCode, waitEndedExitCode } from "../../output/exit-code.ts";
import type { Report } from "../../output/report.ts";
import { oneLine } from "../../output/text/printable.ts";
import { commandWord } from "../../surface/action-words.ts";
import type { CallPlan } from "../call/plan-call.ts";
import type { Session } from "../call/with-client.ts";
import type { CommandContext } from "../context.ts";
import { executionDocument, logView } from "../executions/failed-hosts.ts";
import { waitingLines, withCommands } from "../executions/next-commands.ts";
import { describeDoubt, describeResult } from "./describe-result.ts";

/** How an action is looked at, before and after. */
export interface Checks {
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
export async function act(plan: CallPlan, { check, waitMs }: Checks, session: Session, context: CommandContext): Promise<Report> {
  const { client, reader, projectId } = session;
  const { signal } = context;
  const action = commandWord(plan.operation);
  const input = plan.settings.input as Readonly<Record<"workflowId" | "executionId" | "nodeId", string>>;
  const wait = waitMs === undefined ? undefined : { timeout: waitMs };
  const result = await client.safe[plan.operation.name as AomActionName](input as never, { signal, check, wait });
  if (result.ok) return withWaited(describeResult(plan, projectId, result), plan, result.waited, context);
  if (result.outcome !== "unknown") throw result.error;
  const record = async () => (await import("../plan/index.ts")).record(result.error, plan, projectId, context);
  if (signal.aborted) {
    await record();
    throw result.error;
  }
  const { requestId, attempts, summary } = result.error;
  const resolution = await client.resolve(result.error, { signal });
  const { reason, before } = resolution;
  if (resolution.outcome === "unknown") {
    await record();
    return describeDoubt(result.error, resolutionDocument(resolution), plan, projectId);
  }
  context.warn(`No response was received (${summary.replace(/\.$/, "").replace(/^(The|No) /, (word) => word.toLowerCase())}).`);
  const applied = { data: undefined, requestId, attempts };
  const described = describeResult(plan, projectId, applied, `${reason} This call or another did it.`);
  const report = { ...described, document: { ...described.document, resolution: resolutionDocument(resolution) } };
  if (wait === undefined) return report;
  const { waitFor } = await import("@aom-workflow/client/executions");
  return withWaited(report, plan, await waitFor(reader, { ...input, action }, before, { ...wait, signal }), context);
}

function resolutionDocument({ outcome, by, reason, unchangedForMs, now, readAt }: Resolution) {
  return { outcome, by, reason, unchangedForMs, readAt, now: now && { word: now.word, state: now.meaning } };
}

function withWaited(report: Report, plan: CallPlan, waited: Waited | undefined, { env, signal }: CommandContext): Report {
  if (waited === undefined) return report;
  const { end, reason, after, waiting, error } = waited;
  const reasons = waiting.map(({ reason }) => reason);
  return {
    ...report,
    exitCode: waitExitCode(commandWord(plan.operation), waited, signal.aborted ? String(signal.reason) : undefined),
    document: {
      ...report.document,
      waited: { end, reason, after: after && executionDocument(after, logView(undefined, env)), waiting: reasons, error: error?.toJSON() },
    },
    text: [report.text, oneLine(reason), ...waitingLines(withCommands(waiting, plan.settings.input, plan.sources.options))].join("\n"),
  };
}

/** The exit code of an action that was applied, by what was seen after it. */
function waitExitCode(action: string, { end, after }: Waited, interruptedBy: string | undefined): number {
  if (end === "aborted") return interruptedExitCode(interruptedBy);
  if (end === "timed-out" || end === "unread") return waitEndedExitCode;
  const good = action === "stop" ? "stopped" : "succeeded";
  return end === "moved-on" || end === "waits-elsewhere" || (end === "ended" && after?.meaning === good) ? 0 : stoppedExitCode;
}
