import { begunSince, type ExecutionState, readExecution, stateOf, waitingFor, watchExecution } from "@aom-workflow/client/executions";
import { interruptedExitCode, stoppedExitCode, waitEndedExitCode } from "../../output/exit-code.ts";
import type { Report } from "../../output/report.ts";
import { stateText } from "../../output/text/cells.ts";
import { oneLine } from "../../output/text/printable.ts";
import type { CallPlan } from "../call/plan-call.ts";
import type { Session } from "../call/with-client.ts";
import type { CommandContext } from "../context.ts";
import { executionDocument, logView } from "../executions/failed-hosts.ts";
import { pastable, waitingLines, withCommands } from "../executions/next-commands.ts";
import { describeDoubt, describeResult } from "./describe-result.ts";

/**
 * Begins an execution, and reports its id, the command that shows it, and with `--wait` where it stopped or ended. Where it is not known
 * whether it began one, the report lists those that have begun since.
 *
 * @param waitMs how long to wait until it stops or ends
 * @throws CallError
 */
export async function begin(
  plan: CallPlan,
  waitMs: number | undefined,
  { client, reader, projectId }: Session,
  { env, signal }: CommandContext,
): Promise<Report> {
  const workflowId = String(plan.settings.input.workflowId);
  const since = new Date();
  const result = await client.call(plan.operation, plan.settings.input, { signal });
  if (!result.ok) {
    if (result.outcome !== "unknown" || signal.aborted) throw result.error;
    const { executions, reason } = await begunSince(reader, { projectId, workflowId }, since, { signal });
    const resolution = {
      outcome: "unknown",
      reason,
      begun: executions.map((execution) => executionDocument(execution, logView(undefined, env))),
    };
    return describeDoubt(result.error, resolution, plan, projectId);
  }
  const report = describeResult(plan, projectId, result);
  const { executionId } = readExecution(result.data);
  if (executionId === undefined) return report;
  const show = pastable("show", { workflow: workflowId, execution: executionId }, plan.sources.options);
  const begun = {
    ...report,
    document: { ...report.document, executionId, ...(show !== undefined && { commands: { show } }) },
    text: [report.text, oneLine(`Execution: ${executionId}`), show && `To see it: ${show}`].filter(Boolean).join("\n"),
  };
  if (waitMs === undefined) return begun;
  let state: ExecutionState | undefined;
  const read = async (withinMs?: number) => {
    state = await stateOf(client, { workflowId, executionId }, { signal, deadline: withinMs });
    return state;
  };
  try {
    const { end } = await watchExecution({ read, onRead: async () => undefined, signal, timeoutMs: waitMs });
    const exitCode = end === "succeeded" ? 0 : end === "stopped" ? stoppedExitCode : waitEndedExitCode;
    return waited(end === "timed-out" ? "The wait timed out" : undefined, exitCode);
  } catch {
    return signal.aborted
      ? waited("The wait was interrupted", interruptedExitCode(String(signal.reason)))
      : waited("The execution could not be read", waitEndedExitCode);
  }

  function waited(why: string | undefined, exitCode: number): Report {
    const waiting = withCommands(
      state ? waitingFor(state) : [],
      { workflowId, executionId: begun.document.executionId },
      plan.sources.options,
    );
    const now = state ? stateText(state.meaning, state.word) : "not known";
    const ended = `The execution has ${waiting.length > 0 ? "stopped" : "ended"}: ${now}.`;
    const text = why === undefined ? ended : `${why}; the state is ${now}.`;
    return {
      ...begun,
      exitCode,
      document: { ...begun.document, state: state?.meaning, word: state?.word, waiting },
      text: [begun.text, oneLine(text), ...waitingLines(waiting)].join("\n"),
    };
  }
}
