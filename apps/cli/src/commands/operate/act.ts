import type { AnyCallError, Client, Resolution, Success, Waited } from "@aom-workflow/client";
import { withAbout } from "../../output/about.ts";
import { describeError } from "../../output/describe-error.ts";
import type { Report } from "../../output/report.ts";
import { actionOf, type CallPlan } from "../call/call-plan.ts";
import { targetOf } from "../call/target.ts";
import type { Session } from "../call/with-client.ts";
import type { CommandContext } from "../context.ts";
import { executionDocument } from "../executions/failed-hosts.ts";
import { readerOf } from "../executions/reading.ts";
import type { Looking } from "./act-options.ts";
import { describeResult } from "./describe-result.ts";
import { describeWait, waitExitCode } from "./describe-wait.ts";

type Ids = { readonly workflowId: string; readonly executionId: string; readonly nodeId: string };

/**
 * Sends an action, with a look before or after it. Where the outcome is unknown, the execution is read again, which may tell.
 *
 * @throws CallError
 */
export async function act(plan: CallPlan, looking: Looking, { client, projectId }: Session, context: CommandContext): Promise<Report> {
  const { name, check, waitMs } = looking;
  const { signal } = context;
  const input = plan.settings.input as unknown as Ids;
  const wait = waitMs === undefined ? undefined : { timeout: waitMs };
  const result = await client.safe[name](input as never, { signal, check, wait });
  if (result.ok) return told(plan, projectId, result, result.waited, context);
  if (result.outcome !== "unknown") throw result.error;
  const record = async () => (await import("../plan/record.ts")).record(result.error, plan, projectId, context);
  if (signal.aborted) {
    await record();
    throw result.error;
  }
  const resolution = await client.resolve(result.error, { signal });
  if (resolution.outcome === "unknown") {
    await record();
    const report = unresolved(result.error, resolution, plan.settings.timeout);
    return withAbout(report, targetOf(plan, projectId), resolution.readAt.toISOString());
  }
  context.warn(`No response was received (${result.error.summary.replace(/\.$/, "")}). ${resolution.reason} This call or another did it.`);
  const applied = { data: undefined, requestId: result.error.requestId, attempts: result.error.attempts };
  const waited = wait && (await waitOn(client, plan, resolution, wait, signal));
  return told(plan, projectId, applied, waited, context, resolution);
}

async function waitOn(
  client: Client,
  plan: CallPlan,
  { before }: Resolution,
  wait: { readonly timeout: number },
  signal: AbortSignal,
): Promise<Waited> {
  const { waitFor } = await import("@aom-workflow/client/executions");
  const input = plan.settings.input as unknown as Ids;
  return waitFor(readerOf(client, { warn() {} }), { ...input, action: actionOf(plan) }, before, { ...wait, signal });
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
    exitCode: waitExitCode(actionOf(plan), waited, signal.aborted ? String(signal.reason) : undefined),
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
