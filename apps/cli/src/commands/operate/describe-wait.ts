import type { Waited } from "@aom-workflow/client";
import { signalExitCodes, stoppedExitCode, waitEndedExitCode } from "../../output/exit-code.ts";

/** What was seen after an action, as a sentence. */
export function describeWait({ end, after, waiting, error }: Waited): string {
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
export function waitExitCode(action: string, { end, after }: Waited, interruptedBy: string | undefined): number {
  if (end === "aborted") return signalExitCodes[interruptedBy as keyof typeof signalExitCodes] ?? signalExitCodes.SIGINT;
  if (end === "timed-out" || end === "unread") return waitEndedExitCode;
  const good = action === "stop" ? "stopped" : "succeeded";
  return end === "moved-on" || (end === "ended" && after?.meaning === good) ? 0 : stoppedExitCode;
}
