import { type ExecutionState, readExecution, stateOf, watchExecution } from "@aom-workflow/client/executions";
import { interruptedExitCode, stoppedExitCode, waitEndedExitCode } from "../../output/exit-code.ts";
import type { Report } from "../../output/report.ts";
import { stateText } from "../../output/text/cells.ts";
import type { CallPlan } from "../call/plan-call.ts";
import type { Session } from "../call/with-client.ts";
import type { CommandContext } from "../context.ts";
import { pastable } from "../executions/next-commands.ts";

/**
 * Adds the execution that was begun to the report: its id, and the command that shows it.
 *
 * @param answer of the service
 * @param waitMs how long to wait until it stops or ends
 */
export async function withBegun(
  report: Report,
  answer: unknown,
  { plan, waitMs }: { readonly plan: CallPlan; readonly waitMs: number | undefined },
  { client }: Session,
  { signal }: CommandContext,
): Promise<Report> {
  const { executionId } = readExecution(answer);
  const workflowId = String(plan.settings.input.workflowId);
  if (executionId === undefined) return report;
  const show = pastable("show", { workflow: workflowId, execution: executionId }, plan.layers.options);
  const begun = {
    ...report,
    document: { ...report.document, executionId, ...(show !== undefined && { commands: { show } }) },
    text: [report.text, `Execution: ${executionId}`, show && `To see it: ${show}`].filter(Boolean).join("\n"),
  };
  if (waitMs === undefined) return begun;
  let state: ExecutionState | undefined;
  const read = async (withinMs?: number) => {
    state = await stateOf(client, { workflowId, executionId }, { signal, deadline: withinMs });
    return state;
  };
  try {
    const { end } = await watchExecution({ read, onChange: async () => undefined, signal, timeoutMs: waitMs });
    const exitCode = end === "succeeded" ? 0 : end === "stopped" ? stoppedExitCode : waitEndedExitCode;
    return waited(end === "timed-out" ? "The wait timed out" : "The wait is over", exitCode);
  } catch {
    return signal.aborted
      ? waited("The wait was interrupted", interruptedExitCode(String(signal.reason)))
      : waited("The execution could not be read", waitEndedExitCode);
  }

  function waited(why: string, exitCode: number): Report {
    const text = `${why}; the state is ${state ? stateText(state.meaning, state.word) : "not known"}.`;
    return {
      ...begun,
      exitCode,
      document: { ...begun.document, state: state?.meaning, word: state?.word },
      text: `${begun.text}\n${text}`,
    };
  }
}
