import type { AttemptEnd, Hooks, Retry } from "@aom-workflow/client";
import type { CommandContext } from "../context.ts";
import { describeRetries, describeRetry } from "./describe-retry.ts";
import type { Progress } from "./progress.ts";

/** Tells the person of attempts and retries. Where there are many calls that only read, retries are counted and told of at the end. */
export function callHooks(
  { starting, tell, trace, warn }: CommandContext,
  progress: Progress,
  { isDebug, isReading, onIncomplete }: { readonly isDebug: boolean; readonly isReading: boolean; readonly onIncomplete: () => void },
): Hooks & { readonly end: () => void } {
  const counted: Retry["reason"][] = [];
  return {
    onAttemptStart({ attempt }) {
      starting();
      if (!isReading) progress.note(attempt > 1 ? `attempt ${attempt}` : undefined);
    },
    onAttemptEnd(end) {
      if (isDebug) trace(describeAttempt(end));
    },
    onWarning({ code, message }) {
      if (code === "list-incomplete") onIncomplete();
      // That of the region was told before the client was made.
      if (code !== "function-not-open-in-region") warn(message);
    },
    onRetry(retry) {
      if (!isReading) return tell(describeRetry(retry));
      counted.push(retry.reason);
      progress.note(describeRetries(counted));
    },
    end() {
      if (counted.length > 0) tell(`${describeRetries(counted)}.`);
    },
  };
}

function describeAttempt({ attempt, outcome, durationMs, status, code, requestId }: AttemptEnd): string {
  const facts = [`${Math.round(durationMs)} ms`, status && `status ${status}`, code, requestId && `request id ${requestId}`];
  return `* attempt ${attempt}: ${outcome} (${facts.filter(Boolean).join(", ")})`;
}
